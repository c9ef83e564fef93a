package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.ObjectKey;

/**
 * A chunk of aligned frames is stored. Work for inversion.
 *
 * @param firstFrame number of the chunk's first frame in the video
 */
public record FramesExtracted(VideoId video, ModelRef model, int chunk, int firstFrame, int frames, ObjectKey object) {
    /** Frames in every chunk but the last. */
    public static final int CHUNK_FRAMES = 16;

    public FramesExtracted {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(object, "object");
        Counts.requireAtLeast(0, "chunk", chunk);
        Counts.requireAtLeast(0, "firstFrame", firstFrame);
        Counts.requireAtLeast(1, "frames of a chunk", frames);
    }
}
