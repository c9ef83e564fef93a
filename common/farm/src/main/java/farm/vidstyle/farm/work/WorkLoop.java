package farm.vidstyle.farm.work;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes work items from a topic one at a time, on a thread of its own: poll, do, acknowledge. The group's other members
 * take other items at the same time, from the same partitions. An item is acknowledged only after its work is done; a
 * worker that dies in between leaves it to the others. The loop survives whatever its work or the brokers do, until it
 * is closed.
 */
public final class WorkLoop<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

    /** Bounds how long closing waits for an idle loop. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration REOPENING = Duration.ofSeconds(2);
    private static final Duration LEAVING = Duration.ofSeconds(10);

    private final Topic<E> topic;
    private final WorkConfig config;
    private final KafkaConfig kafka;
    private final WorkMetrics metrics;
    private final Attempts<E> attempts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private WorkLoop(
            Topic<E> topic,
            Work<E> work,
            WorkConfig config,
            KafkaConfig kafka,
            Publisher publisher,
            MeterRegistry meters) {
        this.topic = topic;
        this.config = config;
        this.kafka = kafka;
        this.metrics = new WorkMetrics(topic, meters);
        DeadLetters letters = new DeadLetters(publisher, config.worker(), Clock.systemUTC());
        this.attempts = new Attempts<>(topic, work, config, letters, metrics, stopping);
        this.thread = new Thread(this::run, "work-" + topic);
    }

    /**
     * Sets the group up, then starts working.
     *
     * @throws org.apache.kafka.common.KafkaException where the brokers cannot be reached or refuse the group's settings
     */
    public static <E> WorkLoop<E> start(
            Topic<E> topic,
            Work<E> work,
            WorkConfig config,
            KafkaConfig kafka,
            Publisher publisher,
            MeterRegistry meters) {
        ShareGroup.ensure(config, kafka);
        WorkLoop<E> loop = new WorkLoop<>(topic, work, config, kafka, publisher, meters);
        loop.thread.setUncaughtExceptionHandler((thread, e) ->
                LOG.atError().addKeyValue("topic", topic).setCause(e).log("work loop has ended; restart this process"));
        loop.thread.start();
        return loop;
    }

    /** False once the loop has ended; a liveness check for services. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Asks the loop to end after the item at hand, without waiting: for stopping several loops together. */
    public void stop() {
        stopping.countDown();
    }

    /** Drains: the item at hand is finished and acknowledged. Past the lock, somebody else has it: it is interrupted. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(config.lock().toMillis());
            thread.interrupt();
            thread.join(LEAVING.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        LOG.atInfo()
                .addKeyValue("topic", topic)
                .addKeyValue("group", config.group())
                .addKeyValue("worker", config.worker())
                .log("waiting for work");
        while (!stops(Duration.ZERO)) {
            try {
                workUntilStopped();
            } catch (RuntimeException | Error e) {
                LOG.atWarn().addKeyValue("topic", topic).setCause(e).log("consumer of work failed and is opened again");
                metrics.restarted();
                stops(REOPENING);
            }
        }
        LOG.atInfo().addKeyValue("topic", topic).log("work loop has ended");
    }

    private void workUntilStopped() {
        KafkaShareConsumer<String, byte[]> consumer = open();
        try {
            consumer.setAcknowledgementCommitCallback(this::acknowledged);
            consumer.subscribe(List.of(topic.name()));
            while (!stops(Duration.ZERO)) {
                for (ConsumerRecord<String, byte[]> item : consumer.poll(POLL)) {
                    consumer.acknowledge(item, attempts.deliver(item));
                    consumer.commitAsync();
                }
            }
        } finally {
            // sends what is not yet acknowledged; bounded, for the brokers may be gone
            consumer.close(LEAVING);
        }
    }

    private KafkaShareConsumer<String, byte[]> open() {
        Map<String, Object> properties = kafka.with(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.group(),
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                // one item is locked at a time: a second one would wait while other workers are idle
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit"));
        return new KafkaShareConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A lost acknowledgement means another delivery, which changes nothing; but many of them mean a lock too short. */
    private void acknowledged(Map<TopicIdPartition, Set<Long>> items, @Nullable Exception failure) {
        if (failure != null) {
            metrics.acknowledgementsFailed(
                    items.values().stream().mapToInt(Set::size).sum());
            LOG.atWarn()
                    .addKeyValue("items", items)
                    .setCause(failure)
                    .log("brokers did not take the end of a work item, which is delivered again");
        }
    }

    private boolean stops(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // only closing interrupts
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
