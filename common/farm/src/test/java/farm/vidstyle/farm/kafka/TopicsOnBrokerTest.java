package farm.vidstyle.farm.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.broker.TestBroker;
import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.telemetry.Trace;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConfig kafka = TestBroker.kafka();
    private final Publisher publisher = Publisher.open(kafka);

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void topicsAreCreatedOnceAndCorrectedAfterwards() throws Exception {
        Topic<EditCancelled> plain = TestBroker.freshTopic(3);
        Topic<EditCancelled> compacted = new Topic<>(plain.name(), plain.eventType(), plain.key(), plain.codec(), true);

        TopicAdmin.ensure(kafka, List.of(compacted), new TopicLayout(5, TopicLayout.BROKER_DEFAULT));

        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, plain.name());
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            // brokers learn of a change from the controller, a moment after it was accepted
            await().atMost(PATIENCE).untilAsserted(() -> {
                Config config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
                assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304");
            });
            var described =
                    admin.describeTopics(List.of(plain.name())).allTopicNames().get();
            assertThat(described.get(plain.name()).partitions()).hasSize(3);
        }
    }

    @Test
    void topicsThatCannotBeCreatedAreNamed() {
        Topic<EditCancelled> topic = TestBroker.topic("not a topic");

        assertThatThrownBy(() -> TopicAdmin.ensure(kafka, List.of(topic)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("topic not a topic was not created");
    }

    @Test
    void eventsCarryKeyTypeAndTrace() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        Trace trace = Trace.random();
        Trace.Scope scope = trace.enter();
        try {
            publisher.publish(topic, TestBroker.item("one"));
        } finally {
            scope.close();
        }

        ConsumerRecord<String, byte[]> found = firstRecord(topic);
        assertThat(found.key()).isEqualTo("one");
        assertThat(new String(found.headers().lastHeader("content-type").value(), UTF_8))
                .isEqualTo("application/json");
        assertThat(Trace.readFrom(found.headers()).traceId()).isEqualTo(trace.traceId());
        assertThat(Trace.readFrom(found.headers()).spanId()).isNotEqualTo(trace.spanId());
        assertThat(EventSerdes.of(topic).deserializer().deserialize(topic.name(), found.value()))
                .isEqualTo(TestBroker.item("one"));
    }

    @Test
    void aTailReadsEverythingInOrderAndPassesOverGarbage() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        publisher.publish(topic, TestBroker.item("before"));
        TestBroker.publishBytes(topic, "x", "garbage".getBytes(UTF_8));
        publisher.publish(topic, TestBroker.item("after"));

        List<EditCancelled> found = new ArrayList<>();
        try (Tail<EditCancelled> tail = Tail.fromBeginning(kafka, topic)) {
            await().atMost(PATIENCE).until(() -> {
                found.addAll(tail.poll(Duration.ofMillis(100)));
                return tail.caughtUp();
            });
        }

        assertThat(found).containsExactly(TestBroker.item("before"), TestBroker.item("after"));
    }

    @Test
    void aTailFromNowSkipsThePast() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(2);
        publisher.publish(topic, TestBroker.item("past"));

        List<EditCancelled> found = new ArrayList<>();
        try (Tail<EditCancelled> tail = Tail.fromNow(kafka, topic)) {
            publisher.publish(topic, TestBroker.item("present"));
            await().atMost(PATIENCE).until(() -> found.addAll(tail.poll(Duration.ofMillis(100))));
        }

        assertThat(found).containsExactly(TestBroker.item("present"));
    }

    @Test
    void deadWorkOfTheLargestEventFits() {
        String event = "\"".repeat(TopicAdmin.MAX_EVENT_BYTES);
        WorkDead dead = new WorkDead("place", "none", "key", 1, "cause", event, Instant.EPOCH);

        publisher.publish(Topics.WORK_DEAD, dead);
    }

    @Test
    void eventsThatAreTooLargeAreRefusedByName() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        byte[] huge = new byte[TopicAdmin.MAX_EVENT_BYTES + 1];
        Topic<byte[]> bytes = new Topic<>(topic.name(), byte[].class, e -> "huge", new BytesCodec(), false);

        assertThatThrownBy(() -> publisher.publish(bytes, huge))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("event of huge was not published to " + topic);
    }

    private ConsumerRecord<String, byte[]> firstRecord(Topic<?> topic) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.with(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }

    private static final class BytesCodec implements Codec<byte[]> {
        @Override
        public String contentType() {
            return "application/octet-stream";
        }

        @Override
        public byte[] encode(byte[] event) {
            return event;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }
    }
}
