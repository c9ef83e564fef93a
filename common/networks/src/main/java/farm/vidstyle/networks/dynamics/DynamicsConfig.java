package farm.vidstyle.networks.dynamics;

import farm.vidstyle.networks.weights.Weights;

/**
 * Sizes of the motion networks.
 *
 * @param imageHeight to which frames are resized before they are encoded
 * @param imageWidth to which frames are resized, without regard to their aspect
 * @param baseChannels of the first feature map; each doubling doubles them
 * @param doublings how often the frame encoder halves the image and doubles the channels
 * @param stateChannels C, of the ODE's state
 * @param odeChannels of the hidden layers of both ODE functions
 * @param tokenChannels E, of the tokens read off the state
 */
public record DynamicsConfig(
        int imageHeight,
        int imageWidth,
        int baseChannels,
        int doublings,
        int stateChannels,
        int odeChannels,
        int tokenChannels) {

    public DynamicsConfig {
        requirePositive("imageHeight", imageHeight);
        requirePositive("imageWidth", imageWidth);
        requirePositive("baseChannels", baseChannels);
        requirePositive("doublings", doublings);
        requirePositive("stateChannels", stateChannels);
        requirePositive("odeChannels", odeChannels);
        requirePositive("tokenChannels", tokenChannels);
        if (imageHeight >> doublings == 0 || imageWidth >> doublings == 0) {
            throw new IllegalArgumentException("image size " + imageHeight + "x" + imageWidth + " cannot be halved "
                    + doublings + " times; expected at least " + (1 << doublings) + " pixels each way");
        }
    }

    /** What the weights themselves tell; only the image size is known elsewhere. */
    public static DynamicsConfig of(Weights weights, int imageHeight, int imageWidth) {
        int last = weights.count("swapae_encoder.DownToSpatialCode.ResBlockDownBy") - 1; // 1, 2, 4, ...
        return new DynamicsConfig(
                imageHeight,
                imageWidth,
                outputs(weights, "swapae_encoder.FromRGB.Conv.weight"),
                Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, last)),
                outputs(weights, "swapae_encoder.ToSpatialCode.1.Conv.weight"),
                outputs(weights, "diffeq_solver.ode_func.gradient_net.0.weight"),
                outputs(weights, "conv1x1.weight"));
    }

    /** h, the rows of the state; halving an odd number leaves the last row out. */
    public int stateHeight() {
        return imageHeight >> doublings;
    }

    /** w, the columns of the state. */
    public int stateWidth() {
        return imageWidth >> doublings;
    }

    private static int outputs(Weights weights, String convolution) {
        return weights.size(convolution, 0);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected a positive number");
        }
    }
}
