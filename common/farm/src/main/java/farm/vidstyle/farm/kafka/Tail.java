package farm.vidstyle.farm.kafka;

import farm.vidstyle.farm.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic without a group, so that every reader sees every event: what the console, the command line and tests
 * need. Events of aborted transactions are left out. Bytes that are no event are passed over with a warning. For one
 * thread.
 */
public final class Tail<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final Topic<E> topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> endAtStart;

    private Tail(Topic<E> topic, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
        this.endAtStart = consumer.endOffsets(consumer.assignment());
    }

    /** All events, the oldest first within a key. */
    public static <E> Tail<E> fromBeginning(KafkaConfig kafka, Topic<E> topic) {
        KafkaConsumer<String, byte[]> consumer = consumer(kafka, topic);
        consumer.seekToBeginning(consumer.assignment());
        return new Tail<>(topic, consumer);
    }

    /** Only events that are published from now on. */
    public static <E> Tail<E> fromNow(KafkaConfig kafka, Topic<E> topic) {
        KafkaConsumer<String, byte[]> consumer = consumer(kafka, topic);
        consumer.seekToEnd(consumer.assignment());
        // seeking is lazy: asking for the position fixes it now
        consumer.assignment().forEach(consumer::position);
        return new Tail<>(topic, consumer);
    }

    /** The next events; an empty list where none came within {@code atMost}. */
    public List<E> poll(Duration atMost) {
        List<E> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> found : consumer.poll(atMost)) {
            try {
                events.add(topic.codec().decode(found.value()));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("partition", found.partition())
                        .addKeyValue("offset", found.offset())
                        .setCause(e)
                        .log("record is no event of its topic and is passed over");
            }
        }
        return events;
    }

    /** True once everything that was there when the tail was opened has been returned. */
    public boolean caughtUp() {
        return endAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static KafkaConsumer<String, byte[]> consumer(KafkaConfig kafka, Topic<?> topic) {
        Map<String, Object> properties = kafka.with(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }
}
