package farm.vidstyle.farm.work;

import farm.vidstyle.farm.telemetry.Trace;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.work.WorkMetrics.Outcome;
import io.micrometer.core.instrument.LongTaskTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a delivered item: done, tried again, or dead. Whatever the work throws ends here, so that an
 * item can harm nothing but itself.
 */
final class Attempts<E> {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Topic<E> topic;
    private final Work<E> work;
    private final WorkConfig config;
    private final DeadLetters letters;
    private final WorkMetrics metrics;
    private final CountDownLatch stopping;

    /** @param stopping counted down when the worker stops: ends waiting */
    Attempts(
            Topic<E> topic,
            Work<E> work,
            WorkConfig config,
            DeadLetters letters,
            WorkMetrics metrics,
            CountDownLatch stopping) {
        this.topic = topic;
        this.work = work;
        this.config = config;
        this.letters = letters;
        this.metrics = metrics;
        this.stopping = stopping;
    }

    /** Tries the item, and says how its delivery is to be acknowledged. */
    AcknowledgeType deliver(ConsumerRecord<String, byte[]> item) {
        Trace.Scope trace = Trace.readFrom(item.headers()).child().enter();
        LongTaskTimer.Sample active = metrics.started();
        long start = System.nanoTime();
        try {
            Outcome outcome = tryOnce(item);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            metrics.ended(outcome, took);
            warnWhereLockLapsed(item, took);
            return switch (outcome) {
                case DONE -> AcknowledgeType.ACCEPT;
                case DEAD -> AcknowledgeType.REJECT;
                case RETRIED, RELEASED -> AcknowledgeType.RELEASE;
            };
        } finally {
            active.stop();
            trace.close();
        }
    }

    private Outcome tryOnce(ConsumerRecord<String, byte[]> item) {
        int attempt = item.deliveryCount().orElse((short) 1);
        if (attempt == 1) {
            metrics.waited(Duration.between(Instant.ofEpochMilli(item.timestamp()), Instant.now()));
        }
        if (stopping.getCount() == 0) {
            return Outcome.RELEASED;
        }
        if (attempt > config.attempts()) {
            return bury(
                    item,
                    attempt,
                    new PermanentFailure("delivered " + attempt + " times, tried at most " + config.attempts()
                            + " times: workers ended while they were working on it"));
        }
        E event;
        try {
            event = topic.codec().decode(item.value());
        } catch (RuntimeException e) {
            return bury(item, attempt, new PermanentFailure("item is no event of " + topic + ": " + e.getMessage(), e));
        }
        return perform(item, event, attempt);
    }

    private Outcome perform(ConsumerRecord<String, byte[]> item, E event, int attempt) {
        try {
            work.perform(event);
            return Outcome.DONE;
        } catch (PermanentFailure e) {
            return bury(item, attempt, e);
        } catch (InterruptedException e) {
            // the drain took too long; whoever gets the item next does it again from the start
            Thread.currentThread().interrupt();
            return Outcome.RELEASED;
        } catch (Throwable e) {
            // errors too: one bad item, or one exhausted heap, must not end the work of all others unseen
            return attempt >= config.attempts() ? bury(item, attempt, e) : retry(item, attempt, e);
        }
    }

    private Outcome retry(ConsumerRecord<String, byte[]> item, int attempt, Throwable cause) {
        log(item, attempt, cause, "attempt at a work item failed");
        try {
            letters.failed(item, attempt, false, cause);
        } catch (RuntimeException e) {
            log(item, attempt, e, "failed attempt was not published");
        }
        try {
            // the item stays locked while we wait, so that no other worker runs into the same trouble at once
            boolean stops = stopping.await(config.backoffAfter(attempt).toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("stopping", stops).log("waited before giving the item back");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Outcome.RETRIED;
    }

    /** First the letter, then the rejection: a worker killed in between publishes it twice rather than never. */
    private Outcome bury(ConsumerRecord<String, byte[]> item, int attempt, Throwable cause) {
        log(item, attempt, cause, "work item is given up");
        try {
            letters.failed(item, attempt, true, cause);
            letters.dead(item, attempt, cause);
            return Outcome.DEAD;
        } catch (RuntimeException e) {
            log(item, attempt, e, "dead work was not published and is delivered again");
            return Outcome.RETRIED;
        }
    }

    private void warnWhereLockLapsed(ConsumerRecord<String, byte[]> item, Duration took) {
        if (took.compareTo(config.lock()) > 0) {
            LOG.atWarn()
                    .addKeyValue("work", DeadLetters.place(item))
                    .addKeyValue("seconds", took.toSeconds())
                    .addKeyValue("lockSeconds", config.lock().toSeconds())
                    .log("work took longer than its lock, so another worker does it too; raise VIDSTYLE_WORK_LOCK");
        }
    }

    private static void log(ConsumerRecord<String, byte[]> item, int attempt, Throwable cause, String sentence) {
        LOG.atWarn()
                .addKeyValue("work", DeadLetters.place(item))
                .addKeyValue("key", item.key())
                .addKeyValue("attempt", attempt)
                .setCause(cause)
                .log(sentence);
    }
}
