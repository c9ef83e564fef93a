package farm.vidstyle.trainer.objective;

/**
 * Which frames a step looks at.
 *
 * @param backPropagated frames of a clip that the decoder paints
 * @param hiding which of the frames the encoder does not see
 * @param hidden how many those are
 */
public record Sampling(int backPropagated, Hiding hiding, int hidden) {

    /** What the model has to find out by itself. */
    public enum Hiding {
        /** Nothing: all frames are seen. */
        STATIC,
        /** Frames between the first and the last one. */
        INTERPOLATE,
        /** The last frames. */
        EXTRAPOLATE
    }

    public Sampling {
        if (backPropagated < 1 || hidden < 0) {
            throw new IllegalArgumentException("a step with " + backPropagated + " painted and " + hidden
                    + " hidden frames; expected at least 1 and 0");
        }
    }
}
