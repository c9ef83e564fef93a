package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.ingest.progress.Outbox;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second and third stage: a fact changes the stored record of what it is about, and the rules publish what follows.
 * Record and messages change together or not at all.
 */
final class FactStage<F, S> extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(FactStage.class);
    private static final Duration EXPIRY_PERIOD = Duration.ofHours(1);

    /** What a stage keeps and how facts change it. */
    interface Rules<F, S> {
        /** The record of something of which nothing is known yet. */
        S unknown(F fact);

        /** Adds a fact. */
        void apply(S state, F fact, Instant now, Outbox out);

        /** Ends what was silent for too long; true where the record may be forgotten. */
        boolean expire(S state, Instant now, Outbox out);
    }

    private final String stage;
    private final Topic<F> facts;
    private final Rules<F, S> rules;

    /** A stage whose name is also its store's. */
    FactStage(String stage, Topic<F> facts, Rules<F, S> rules) {
        this.stage = stage;
        this.facts = facts;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        context.schedule(EXPIRY_PERIOD, PunctuationType.WALL_CLOCK_TIME, now -> expire(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Instant now = Instant.ofEpochMilli(message.timestamp());
        Messages messages = new Messages(stage, now, message.headers());
        try {
            change(message.key(), facts.codec().decode(message.value()), now, messages);
        } catch (ModelUnavailableException e) {
            throw e; // tried again by a new thread; nothing is wrong with the fact
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("work", Place.of(context()))
                    .setCause(e)
                    .log("a fact is poison; it is passed over");
            messages.bury(Place.of(context()), facts.name(), message, e);
        }
        messages.send(context());
    }

    private void change(String key, F fact, Instant now, Messages messages) {
        S known = store().get(key);
        S state = known == null ? rules.unknown(fact) : known;
        rules.apply(state, fact, now, messages);
        store().put(key, state);
    }

    private void expire(Instant now) {
        try (KeyValueIterator<String, S> all = store().all()) {
            while (all.hasNext()) {
                KeyValue<String, S> entry = all.next();
                Messages messages = new Messages(stage, now, new RecordHeaders());
                if (rules.expire(entry.value, now, messages)) {
                    store().delete(entry.key);
                }
                messages.send(context());
            }
        }
    }

    private KeyValueStore<String, S> store() {
        return context().getStateStore(stage);
    }
}
