package farm.vidstyle.farm.kafka;

import farm.vidstyle.farm.telemetry.Trace;
import farm.vidstyle.farm.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events and waits until the brokers have them. For use by any number of threads. */
public final class Publisher implements AutoCloseable {
    /** How long an event may be on its way: a broker's restart is outlived. */
    private static final Duration DELIVERY = Duration.ofMinutes(2);

    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer;

    private Publisher(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Connects in the background; publishing waits for the connection. */
    public static Publisher open(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.with(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                TopicAdmin.MAX_DEAD_WORK_BYTES,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY.toMillis(),
                // events are published one by one and waited for: lingering would only add latency
                ProducerConfig.LINGER_MS_CONFIG,
                0));
        return new Publisher(new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()));
    }

    /**
     * Returns when the brokers have the event.
     *
     * @throws PublishException where they do not
     */
    public <E> void publish(Topic<E> topic, E event) {
        String key = topic.keyOf(event);
        Future<?> sent;
        try {
            sent = producer.send(record(topic, key, event));
        } catch (KafkaException | IllegalStateException e) {
            throw failed(topic, key, e);
        }
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw failed(topic, key, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(topic, key, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }

    private static <E> ProducerRecord<String, byte[]> record(Topic<E> topic, String key, E event) {
        ProducerRecord<String, byte[]> made = new ProducerRecord<>(topic.name(), null, key, null);
        byte[] value = new EventSerializer<>(topic.codec()).serialize(topic.name(), made.headers(), event);
        Trace.current().child().writeTo(made.headers());
        return new ProducerRecord<>(topic.name(), null, key, value, made.headers());
    }

    private static PublishException failed(Topic<?> topic, String key, Throwable cause) {
        return new PublishException("event of " + key + " was not published to " + topic + ": " + cause, cause);
    }
}
