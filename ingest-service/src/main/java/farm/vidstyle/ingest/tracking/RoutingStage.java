package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.tracking.EventRouting.Route;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first stage: an event becomes facts. What cannot be decoded goes to the dead letters and stops nothing. */
final class RoutingStage<E> extends ContextualProcessor<String, byte[], String, byte[]> {
    static final String NAME = "route";

    private static final Logger LOG = LoggerFactory.getLogger(RoutingStage.class);

    private final Route<E> route;

    RoutingStage(Route<E> route) {
        this.route = route;
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Messages messages = new Messages(NAME, Instant.ofEpochMilli(message.timestamp()), message.headers());
        try {
            if (message.value() == null) {
                throw new IllegalArgumentException("a message without a value; expected an event");
            }
            route.facts().accept(route.topic().codec().decode(message.value()), messages);
        } catch (IllegalArgumentException e) {
            refuse(message, messages, e);
        }
        messages.send(context());
    }

    private void refuse(Record<String, byte[]> message, Messages messages, IllegalArgumentException cause) {
        String work = Place.of(context());
        LOG.atWarn().addKeyValue("work", work).setCause(cause).log("an event cannot be read");
        if (!route.topic().equals(Topics.WORK_DEAD)) { // a dead letter about a dead letter would never end
            messages.bury(work, route.topic().name(), message, cause);
        }
    }
}
