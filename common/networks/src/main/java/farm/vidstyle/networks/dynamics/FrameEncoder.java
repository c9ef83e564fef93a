package farm.vidstyle.networks.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.weights.Weights;

/**
 * A frame to a map of unit vectors: 1x1 convolution, residual blocks that halve the image and double the channels, two
 * 1x1 convolutions, and each pixel's vector divided by its length. Equalised weights: stored at unit variance, scaled by
 * 1/sqrt(fan-in) in use. As the encoder of the swapping autoencoder (Park et al. 2020), without its blur.
 */
final class FrameEncoder {

    private final NDList parameters = new NDList();
    private final int[] imageSize;

    /** {@code weights} at {@code swapae_encoder.}. */
    FrameEncoder(Weights weights, DynamicsConfig config) {
        imageSize = new int[] {config.imageHeight(), config.imageWidth()};
        long channels = config.baseChannels();
        activated(weights.scope("FromRGB."), channels, 3, 1);
        for (int i = 0; i < config.doublings(); i++) {
            Weights block = weights.scope("DownToSpatialCode.ResBlockDownBy" + (1 << i) + ".");
            activated(block.scope("conv1."), channels, channels, 3);
            activated(block.scope("conv2."), 2 * channels, channels, 3);
            parameters.add(block.get("skip.Conv.weight", 2 * channels, channels, 1, 1));
            requireNoBlur(block, "conv2.Blur.kernel");
            requireNoBlur(block, "skip.Blur.kernel");
            channels *= 2;
        }
        activated(weights.scope("ToSpatialCode.0."), channels, channels, 1);
        parameters.add(weights.get("ToSpatialCode.1.Conv.weight", config.stateChannels(), channels, 1, 1));
        parameters.add(weights.get("ToSpatialCode.1.Conv.bias", config.stateChannels()));
    }

    private void activated(Weights weights, long outputs, long inputs, long kernel) {
        parameters.add(weights.get("Conv.weight", outputs, inputs, kernel, kernel));
        parameters.add(weights.get("Act.bias", outputs));
    }

    /** The reference has a blur in every block and always sets it to the kernel [1], that is, to nothing. */
    private static void requireNoBlur(Weights weights, String name) {
        float kernel = weights.buffer(name, 1, 1).toFloatArray()[0];
        if (kernel != 1 && (weights.has(name) || kernel != 0)) { // a missing one is zero here and reported by verify()
            throw new IllegalArgumentException(name + " is " + kernel + "; only the blur kernel 1 is known");
        }
    }

    NDArray resize(NDArray frames) { // [N, 3, H, W] -> [N, 3, imageHeight, imageWidth]
        return GradientNet.SCRIPT.call("resize", frames, imageSize);
    }

    NDArray encode(NDArray resized) { // [N, 3, imageHeight, imageWidth] in [0, 1] -> [N, C, h, w]
        return GradientNet.SCRIPT.call("frame_encoder", resized, parameters);
    }
}
