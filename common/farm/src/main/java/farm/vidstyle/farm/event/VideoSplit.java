package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import java.time.Instant;
import java.util.List;

/**
 * All chunks of a video are stored and announced.
 *
 * @param chunks how many chunks of at most {@link FramesExtracted#CHUNK_FRAMES} frames
 * @param width of the source, after rotation, in pixels
 * @param shots the first frame of every shot; always starts with 0
 */
public record VideoSplit(
        VideoId video,
        ModelRef model,
        Timeline timeline,
        int chunks,
        int width,
        int height,
        boolean audio,
        List<Integer> shots,
        Instant at) {
    public VideoSplit {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(timeline, "timeline");
        requireNonNull(at, "at");
        Counts.requireAtLeast(1, "chunks", chunks);
        shots = List.copyOf(shots);
    }
}
