package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;

/**
 * The motion of a window of video is wanted. Work for render workers.
 *
 * @param fps the video's frames a second: the model's unit of time is one frame
 */
public record MotionRequested(VideoId video, ModelRef model, MotionWindow window, double fps) {
    public MotionRequested {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(window, "window");
        Counts.requireFps(fps);
    }
}
