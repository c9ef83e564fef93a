package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An attempt at a work item failed; it is tried again unless it was the last.
 *
 * @param work the item: topic, partition and offset
 * @param worker who tried; its log says more
 * @param cause what failed, with which value
 */
public record WorkFailed(
        String work, String topic, String key, int attempt, boolean last, String worker, String cause, Instant at) {
    public WorkFailed {
        requireNonNull(work, "work");
        requireNonNull(topic, "topic");
        requireNonNull(key, "key");
        requireNonNull(worker, "worker");
        requireNonNull(cause, "cause");
        requireNonNull(at, "at");
        Counts.requireAtLeast(1, "attempt", attempt);
    }
}
