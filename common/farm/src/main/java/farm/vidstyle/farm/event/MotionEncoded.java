package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.ObjectKey;

/**
 * The motion of a window is stored.
 *
 * @param seconds of computing that it took
 */
public record MotionEncoded(VideoId video, ModelRef model, int window, ObjectKey object, double seconds) {
    public MotionEncoded {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(object, "object");
        Counts.requireAtLeast(0, "window", window);
    }
}
