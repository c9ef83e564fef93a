package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A work item failed for the last time. Publishing its event to its topic again replays it.
 *
 * @param work the item: topic, partition and offset
 * @param event the item as it stood in its topic; {@code base64:} and its bytes, where that was no plain text
 */
public record WorkDead(String work, String topic, String key, int attempts, String cause, String event, Instant at) {
    public WorkDead {
        requireNonNull(work, "work");
        requireNonNull(topic, "topic");
        requireNonNull(key, "key");
        requireNonNull(cause, "cause");
        requireNonNull(event, "event");
        requireNonNull(at, "at");
        Counts.requireAtLeast(1, "attempts", attempts);
    }
}
