package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.objectstore.ObjectKey;
import java.util.Map;

/**
 * A segment of an edited clip is stored. Keyed by edit, so that one edit's segments stay in order.
 *
 * @param computeSeconds what it took, by stage
 */
public record SegmentRendered(
        EditId edit, int segment, ObjectKey object, int frames, Map<String, Double> computeSeconds) {
    public SegmentRendered {
        requireNonNull(edit, "edit");
        requireNonNull(object, "object");
        Counts.requireAtLeast(0, "segment", segment);
        Counts.requireAtLeast(1, "frames of a segment", frames);
        computeSeconds = Map.copyOf(computeSeconds);
    }
}
