package farm.vidstyle.ingest.splitting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.video.align.AlignmentTrack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What {@code alignment.json} says: when each frame is shown and how it came from its source, so that results can be timed
 * and pasted back.
 *
 * @param shots the first frame of every shot
 * @param seconds when each frame is shown
 * @param track how each frame came from its source
 */
public record AlignedVideo(
        VideoId video,
        ModelRef model,
        Timeline timeline,
        List<Integer> shots,
        List<Double> seconds,
        AlignmentTrack track) {
    public AlignedVideo {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(timeline, "timeline");
        requireNonNull(track, "track");
        shots = List.copyOf(shots);
        seconds = List.copyOf(seconds);
        if (seconds.size() != timeline.frames()) {
            throw new IllegalArgumentException(
                    "video " + video + " has times of " + seconds.size() + " frames; expected " + timeline.frames());
        }
    }

    /** Reads what the splitter wrote. */
    public static AlignedVideo read(ObjectStore store, VideoId video) throws IOException {
        return Json.EVENTS.readValue(store.read(Layout.alignment(video)), AlignedVideo.class);
    }

    void write(ObjectStore store) {
        try {
            store.put(Layout.alignment(video), Json.EVENTS.writeValueAsBytes(this));
        } catch (JacksonException e) {
            throw new UncheckedIOException("writing the alignment of video " + video + " as JSON", e);
        }
    }

    /** The frame that is shown at a time; the first or last one for a time outside of the video. */
    public int frameAt(double second) {
        int low = 0;
        int high = seconds.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (seconds.get(middle) <= second + 1e-6) { // times are rounded on their way through containers
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
