package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.edit.Region;
import farm.vidstyle.farm.id.VideoId;
import java.util.List;

/**
 * A driver of a segment, with the windows that its times fall in, in order of time.
 *
 * @param fps the video's frames a second: the model's unit of time is one frame
 */
public record MotionDriver(VideoId video, Region region, double fps, List<MotionWindow> windows) {
    public MotionDriver {
        requireNonNull(video, "video");
        requireNonNull(region, "region");
        Counts.requireFps(fps);
        windows = List.copyOf(windows);
        Counts.requireAtLeast(1, "windows of a driver", windows.size());
    }
}
