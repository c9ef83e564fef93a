package farm.vidstyle.local.dataset;

import farm.vidstyle.trainer.layout.FrameFolder.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one folder that go to the farm together.
 *
 * @param folder the name of their folder
 * @param codes where their codes go
 */
record Part(String folder, Path codes, List<Frame> frames) {
    /** Whole chunks of the farm's, and few enough for a small scratch file and a fine grain of progress. */
    private static final int MAX_FRAMES = 128;

    static List<Part> of(String folder, Path codes, List<Frame> frames) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += MAX_FRAMES) {
            int to = Math.min(frames.size(), from + MAX_FRAMES);
            parts.add(new Part(folder, codes, List.copyOf(frames.subList(from, to))));
        }
        return parts;
    }

    @Override
    public String toString() {
        return folder;
    }
}
