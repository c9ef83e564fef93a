package farm.vidstyle.networks.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;

/**
 * The motion of a clip as the initial state of its ODE: frame features, then an ODE-GRU from the last frame back to the
 * first. Section 3.2 of the paper; module {@code bVAE_enc} of the reference, whose second output (a deviation) no path
 * uses.
 */
public final class VideoEncoder {

    /** The reference starts with a step of this length before the last frame; its sign is part of the trained model. */
    private static final float LEAD = 0.01f;

    private final DynamicsConfig config;
    private final FrameEncoder frameEncoder;
    private final GradientNet gradientNet;
    private final NDList cell;
    private final NDList transform;

    /** {@code weights} at {@code bVAE_enc.}. */
    public VideoEncoder(Weights weights, DynamicsConfig config) {
        this.config = config;
        frameEncoder = new FrameEncoder(weights.scope("swapae_encoder."), config);
        String net = "z0_diffeq_solver.ode_func.gradient_net.";
        gradientNet = new GradientNet(weights.scope(net), config);
        ignoreSecondListing(weights.scope("encoder_z0." + net));
        long channels = config.stateChannels();
        Weights encoder = weights.scope("encoder_z0.");
        cell = new NDList(
                encoder.float64("cell_list.0.conv_gates.weight", 2 * channels, 2 * channels, 3, 3),
                encoder.float64("cell_list.0.conv_gates.bias", 2 * channels),
                encoder.float64("cell_list.0.conv_can.weight", channels, 2 * channels, 3, 3),
                encoder.float64("cell_list.0.conv_can.bias", channels));
        transform = new NDList(
                encoder.float64("transform_z0.0.weight", channels, channels, 1, 1),
                encoder.float64("transform_z0.0.bias", channels),
                encoder.float64("transform_z0.2.weight", 2 * channels, channels, 1, 1),
                encoder.float64("transform_z0.2.bias", 2 * channels));
    }

    /** The reference's state dict lists the encoder's ODE function under two names; both are one storage. */
    private static void ignoreSecondListing(Weights weights) {
        for (int i = 0; i < 4; i++) {
            weights.ignore(2 * i + ".weight");
            weights.ignore(2 * i + ".bias");
        }
    }

    /** Frames [N, 3, H, W] in [0, 1], resized bicubically without antialiasing to the size the encoder works at. */
    public NDArray resize(NDArray frames) {
        Shape shape = frames.getShape();
        if (shape.dimension() != 4 || shape.get(1) != 3) {
            throw new IllegalArgumentException("frames are " + shape + "; expected (N, 3, H, W)");
        }
        return frameEncoder.resize(frames);
    }

    /** Resized frames to feature maps, each frame on its own: [N, 3, …] -> [N, C, h, w]. */
    public NDArray features(NDArray resized) {
        return frameEncoder.encode(resized);
    }

    /**
     * The states of the GRU after every frame, last frame first.
     *
     * @param features [B, T, C, h, w]
     * @param times of the frames in the model's unit, the same for all clips
     * @param observed 1 for a frame that is seen, 0 for one that is not; time passes over it all the same
     * @return [B, T, C, h, w] float64
     */
    public NDArray states(NDArray features, float[] times, boolean[] observed) {
        requireFrames(features.getShape(), times.length, observed.length);
        double[] mask = new double[observed.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = observed[i] ? 1 : 0;
        }
        return GradientNet.SCRIPT.call("ode_gru", features, backwards(times), mask, gradientNet.layers(), cell);
    }

    /** The initial state [B, C, h, w] float64, from the same arguments as {@link #states}. */
    public NDArray initialState(NDArray features, float[] times, boolean[] observed) {
        NDArray states = states(features, times, observed);
        return GradientNet.SCRIPT.call("transform_z0", states.get(new NDIndex(":, -1")), transform);
    }

    /** Step lengths from frame to frame backwards, subtracted in float32 as the reference does. */
    private static double[] backwards(float[] times) {
        int last = times.length - 1;
        double[] steps = new double[times.length];
        float previous = times[last] + LEAD;
        for (int i = last; i >= 0; i--) {
            steps[last - i] = times[i] - previous;
            previous = times[i];
        }
        return steps;
    }

    private void requireFrames(Shape features, int times, int observed) {
        Shape state = new Shape(config.stateChannels(), config.stateHeight(), config.stateWidth());
        if (features.dimension() != 5 || !features.slice(2).equals(state)) {
            throw new IllegalArgumentException("features are " + features + "; expected (B, T) and " + state);
        }
        if (times == 0 || times != features.get(1) || observed != times) {
            throw new IllegalArgumentException(features.get(1) + " frames with " + times + " times and " + observed
                    + " marks of being observed; expected as many, and at least one");
        }
    }
}
