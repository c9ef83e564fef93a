package farm.vidstyle.trainer.frames;

import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A video of the set.
 *
 * @param frames by their number, which counts from the first frame that is not skipped
 * @param caption a sentence about the video
 */
public record TrainingVideo(String name, NavigableMap<Integer, FrameFiles> frames, String caption) {

    /** What the reference takes where there is no caption. */
    static final String NO_CAPTION = "None";

    public TrainingVideo {
        frames = Collections.unmodifiableNavigableMap(new TreeMap<>(frames));
    }

    /** A frame's picture and its W+ code. */
    public record FrameFiles(Path picture, Path code) {}
}
