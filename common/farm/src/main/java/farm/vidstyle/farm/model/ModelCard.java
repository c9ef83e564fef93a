package farm.vidstyle.farm.model;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;

/**
 * What planning needs to know of a model.
 *
 * @param alignment how frames are cut out of the video: {@code none}, {@code center-crop} or {@code face}
 * @param frameWidth of the aligned frames, in pixels
 * @param videoLength frames of a window, for which the motion was trained
 */
public record ModelCard(ModelRef ref, String alignment, int frameWidth, int frameHeight, int videoLength) {
    private static final int MAX_PIXELS = 8192;
    private static final int MAX_FRAMES = 10_000;

    public ModelCard {
        requireNonNull(ref, "ref");
        requireNonNull(alignment, "alignment");
        requireWithin("frame width", frameWidth, 8, MAX_PIXELS);
        requireWithin("frame height", frameHeight, 8, MAX_PIXELS);
        requireWithin("videoLength", videoLength, 2, MAX_FRAMES);
    }

    /** True where frames aligned for one model serve the other as well. */
    public boolean takesFramesOf(ModelCard other) {
        return alignment.equals(other.alignment) && frameWidth == other.frameWidth && frameHeight == other.frameHeight;
    }

    private static void requireWithin(String what, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(what + " is " + value + "; expected " + low + " to " + high);
        }
    }
}
