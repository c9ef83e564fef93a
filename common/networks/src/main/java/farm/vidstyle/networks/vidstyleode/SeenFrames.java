package farm.vidstyle.networks.vidstyleode;

import java.util.stream.IntStream;

/**
 * Which frames of a window the video encoder looks at. The ODE-GRU is trained on 8 to 20 frames a clip; five times as many,
 * five times as close, make it a filter that it was never trained to be (the demo model then falls to its mean pose).
 */
public final class SeenFrames {
    /** The most frames that are looked at. */
    public static final int MOST = 20;

    private SeenFrames() {}

    /** Numbers of frames out of {@code frames}, evenly spread from the first to the last, at most {@link #MOST}. */
    public static int[] of(int frames) {
        if (frames <= MOST) {
            return IntStream.range(0, frames).toArray();
        }
        return IntStream.range(0, MOST)
                .map(k -> (int) Math.round(k * (frames - 1.0) / (MOST - 1)))
                .toArray();
    }
}
