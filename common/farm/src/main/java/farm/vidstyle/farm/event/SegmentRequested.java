package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import java.util.List;

/**
 * A segment of an edit is wanted. Work for render workers: all that is needed is in here or in the store.
 *
 * @param contentFrames how many frames the content's video has
 * @param drivers the first drives the whole frame, each later one its region
 * @param fps at which the clip plays
 * @param seconds the drivers' seconds, one an output frame
 */
public record SegmentRequested(
        EditId edit,
        int segment,
        ModelRef model,
        Content content,
        int contentFrames,
        List<MotionDriver> drivers,
        Style style,
        double fps,
        List<Double> seconds) {
    public SegmentRequested {
        requireNonNull(edit, "edit");
        requireNonNull(model, "model");
        requireNonNull(content, "content");
        requireNonNull(style, "style");
        Counts.requireAtLeast(0, "segment", segment);
        Counts.requireAtLeast(1, "contentFrames", contentFrames);
        drivers = List.copyOf(drivers);
        seconds = List.copyOf(seconds);
        Counts.requireAtLeast(1, "drivers of a segment", drivers.size());
        Counts.requireAtLeast(1, "frames of a segment", seconds.size());
        Counts.requireFps(fps);
        seconds.forEach(second -> Counts.requireFinite("time of a frame", second));
    }
}
