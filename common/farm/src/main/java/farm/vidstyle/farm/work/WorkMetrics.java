package farm.vidstyle.farm.work;

import farm.vidstyle.farm.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is counted of a kind of work. */
final class WorkMetrics {
    private final Map<Outcome, Counter> items = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Timer> duration = new EnumMap<>(Outcome.class);
    private final Timer waiting;
    private final LongTaskTimer active;
    private final Counter acknowledgementErrors;
    private final Counter restarts;

    WorkMetrics(Topic<?> topic, MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            String word = outcome.name().toLowerCase(Locale.ROOT);
            items.put(
                    outcome,
                    Counter.builder("work.items")
                            .description("Deliveries of work items, by how they ended")
                            .tags("topic", topic.name(), "outcome", word)
                            .register(meters));
            duration.put(
                    outcome,
                    Timer.builder("work.duration")
                            .description("From the start of an attempt to its end")
                            .tags("topic", topic.name(), "outcome", word)
                            .register(meters));
        }
        waiting = Timer.builder("work.waiting")
                .description("From the announcement of an item to the start of its first attempt")
                .tags("topic", topic.name())
                .register(meters);
        active = LongTaskTimer.builder("work.in.flight")
                .description("Items that are being worked on")
                .tags("topic", topic.name())
                .register(meters);
        acknowledgementErrors = Counter.builder("work.acknowledgement.errors")
                .description("Items whose end the brokers did not accept: they are delivered again")
                .tags("topic", topic.name())
                .register(meters);
        restarts = Counter.builder("work.consumer.restarts")
                .description("Times that the consumer of work failed and was opened again")
                .tags("topic", topic.name())
                .register(meters);
    }

    LongTaskTimer.Sample started() {
        return active.start();
    }

    void waited(Duration time) {
        waiting.record(time);
    }

    void ended(Outcome outcome, Duration time) {
        items.get(outcome).increment();
        duration.get(outcome).record(time);
    }

    void acknowledgementsFailed(int records) {
        acknowledgementErrors.increment(records);
    }

    void restarted() {
        restarts.increment();
    }

    /** How a delivery of an item ended. */
    enum Outcome {
        DONE,
        /** Failed; delivered again. */
        RETRIED,
        /** Failed for the last time. */
        DEAD,
        /** Given back untried or unfinished because this worker stops. */
        RELEASED
    }
}
