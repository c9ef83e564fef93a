package farm.vidstyle.networks.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.ode.OdeFunction;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Weights;

/**
 * The slope of the latent state: four 3x3 convolutions with tanh between them, C -> hidden -> hidden -> hidden -> C, in
 * float64. Autonomous: the time is ignored. Encoder and decoder have one each.
 */
final class GradientNet implements OdeFunction {

    static final TorchScript SCRIPT = TorchScript.load(GradientNet.class, "dynamics.torchscript");

    private final NDList layers = new NDList();

    /** {@code weights} at {@code …ode_func.gradient_net.}. */
    GradientNet(Weights weights, DynamicsConfig config) {
        int state = config.stateChannels();
        int hidden = config.odeChannels();
        int[] widths = {state, hidden, hidden, hidden, state};
        for (int i = 0; i < 4; i++) {
            layers.add(weights.float64(2 * i + ".weight", widths[i + 1], widths[i], 3, 3));
            layers.add(weights.float64(2 * i + ".bias", widths[i + 1]));
        }
    }

    @Override
    public NDArray slope(double t, NDArray y) {
        return SCRIPT.call("gradient_net", y, layers); // [B, C, h, w]
    }

    NDList layers() {
        return layers;
    }
}
