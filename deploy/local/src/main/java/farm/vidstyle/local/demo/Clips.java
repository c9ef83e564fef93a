package farm.vidstyle.local.demo;

import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads short clips back. */
final class Clips {
    private Clips() {}

    static int frames(Path clip) throws IOException {
        return all(clip).size();
    }

    /** {@code count} frames, evenly spread from the first to the last. */
    static List<RgbFrame> spread(Path clip, int count) throws IOException {
        List<RgbFrame> frames = all(clip);
        List<RgbFrame> chosen = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            chosen.add(frames.get((int) Math.round(k * (frames.size() - 1.0) / (count - 1))));
        }
        return chosen;
    }

    private static List<RgbFrame> all(Path clip) throws IOException {
        List<RgbFrame> frames = new ArrayList<>();
        try (FrameStream stream = FrameStream.open(clip, Limits.DEFAULT)) {
            stream.forEachRemaining(frames::add);
        }
        return frames;
    }
}
