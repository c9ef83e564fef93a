package farm.vidstyle.trainer.layout;

import farm.vidstyle.video.align.Alignment;

/**
 * How frames are made of a video.
 *
 * @param fps at most so many frames a second, the others are left out; 0 for all
 * @param skip how many of the first frames are left out
 */
public record FrameSettings(int width, int height, Alignment alignment, double fps, int skip) {
    private static final int MIN_PIXELS = 8;
    private static final int MAX_PIXELS = 8192;
    private static final int MAX_FPS = 1000;

    public FrameSettings {
        requireWithin("width", width, MIN_PIXELS, MAX_PIXELS);
        requireWithin("height", height, MIN_PIXELS, MAX_PIXELS);
        requireWithin("number of frames to skip", skip, 0, Integer.MAX_VALUE);
        if (!(fps >= 0 && fps <= MAX_FPS)) {
            throw new IllegalArgumentException(
                    "frames a second are " + fps + "; expected up to " + MAX_FPS + ", or 0 for all frames");
        }
    }

    private static void requireWithin(String what, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(what + " is " + value + "; expected " + low + " to " + high);
        }
    }

    @Override
    public String toString() {
        return width + "x" + height + ", " + alignment + (fps > 0 ? ", " + fps + " fps" : "")
                + (skip > 0 ? ", without the first " + skip : "");
    }
}
