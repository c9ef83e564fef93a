package farm.vidstyle.farm.broker;

import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.kafka.TopicLayout;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One broker for all tests of this JVM; every test takes a fresh topic. */
public final class TestBroker {
    private static final EmbeddedBroker BROKER = start();

    private TestBroker() {}

    public static KafkaConfig kafka() {
        return KafkaConfig.of(BROKER.bootstrapServers());
    }

    /** A topic of work that no other test has seen. */
    public static Topic<EditCancelled> freshTopic(int partitions) {
        Topic<EditCancelled> topic = topic("test." + UUID.randomUUID());
        TopicAdmin.ensure(kafka(), List.of(topic), new TopicLayout(partitions, TopicLayout.BROKER_DEFAULT));
        return topic;
    }

    /** A topic by name, for another process that is told the name. */
    public static Topic<EditCancelled> topic(String name) {
        return new Topic<>(name, EditCancelled.class, e -> e.edit().value(), Codec.json(EditCancelled.class), false);
    }

    /** The smallest event there is. */
    public static EditCancelled item(String name) {
        return new EditCancelled(new EditId(name), Instant.EPOCH);
    }

    public static List<EditCancelled> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> item("item" + i)).toList();
    }

    /** Publishes what no codec would write. */
    public static void publishBytes(Topic<?> topic, String key, byte[] bytes) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka().with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not published to " + topic, e);
        }
    }

    public static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "brokers")), "broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedBroker start() {
        EmbeddedBroker broker = EmbeddedBroker.start(temporaryFolder(), EmbeddedBroker.ANY_PORT);
        TopicAdmin.ensure(
                KafkaConfig.of(broker.bootstrapServers()),
                List.of(Topics.WORK_FAILED, Topics.WORK_DEAD, Topics.EDITS_STATUS),
                new TopicLayout(1, TopicLayout.BROKER_DEFAULT));
        return broker;
    }
}
