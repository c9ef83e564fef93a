package farm.vidstyle.farm.event;

/**
 * A stretch of a video that is one initial state of the latent ODE.
 *
 * @param firstFrame number of the window's first frame in the video
 * @param start the video's seconds of the first frame, where the window's own clock is 0
 * @param end the video's seconds of the last frame
 */
public record MotionWindow(int window, int firstFrame, int frames, double start, double end) {
    public MotionWindow {
        Counts.requireAtLeast(0, "window", window);
        Counts.requireAtLeast(0, "firstFrame", firstFrame);
        Counts.requireAtLeast(1, "frames of a window", frames);
        if (!(start <= end && Double.isFinite(start) && Double.isFinite(end))) {
            throw new IllegalArgumentException("window " + window + " runs from " + start + " s to " + end
                    + " s; expected seconds, the end not before the start");
        }
    }
}
