package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.kafka.EventSerdes;
import farm.vidstyle.farm.telemetry.Trace;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.progress.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What one stage of the topology publishes for one message. Collected first and sent at the end, so that a message that
 * turns out to be poison has published nothing.
 */
final class Messages implements Outbox {
    private static final int MAX_CHARS_OF_UNREADABLE = 4096;

    private record Message(String sink, Record<String, byte[]> message) {}

    private final String stage;
    private final Instant at;
    private final Trace trace;
    private final List<Message> waiting = new ArrayList<>();

    /**
     * For one message.
     *
     * @param at when that message became known
     * @param cause that message's headers: what it leads to belongs to its trace
     */
    Messages(String stage, Instant at, Headers cause) {
        this.stage = stage;
        this.at = at;
        this.trace = Trace.readFrom(cause);
    }

    /** The name of a stage's sink for a topic. */
    static String sink(String stage, Topic<?> topic) {
        return stage + "-to-" + topic.name();
    }

    @Override
    public <E> void publish(Topic<E> topic, E event) {
        RecordHeaders headers = new RecordHeaders();
        trace.child().writeTo(headers);
        byte[] value = EventSerdes.serializer(topic.codec()).serialize(topic.name(), headers, event);
        waiting.add(
                new Message(sink(stage, topic), new Record<>(topic.keyOf(event), value, at.toEpochMilli(), headers)));
    }

    /** Publishes that a message cannot be used, instead of all that it led to. */
    void bury(String work, String topic, Record<String, byte[]> message, RuntimeException cause) {
        waiting.clear();
        byte[] value = message.value() == null ? new byte[0] : message.value();
        int shown = Math.min(value.length, MAX_CHARS_OF_UNREADABLE);
        publish(
                Topics.WORK_DEAD,
                new WorkDead(
                        work,
                        topic,
                        message.key() == null ? "" : message.key(),
                        1,
                        "the tracker cannot use it: " + cause.getMessage(),
                        new String(value, 0, shown, StandardCharsets.UTF_8),
                        at));
    }

    void send(ProcessorContext<String, byte[]> context) {
        waiting.forEach(message -> context.forward(message.message(), message.sink()));
        waiting.clear();
    }
}
