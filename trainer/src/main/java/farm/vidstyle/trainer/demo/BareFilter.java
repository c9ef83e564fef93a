package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.dynamics.LatentOde;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.training.Parameters;
import java.util.Arrays;
import java.util.Map;

/**
 * ODE-GRU and ODE of a single place: the very networks, but with kernels of 1x1, so that every place of a state is a filter of its own and many
 * signals fit into one state. What they are given instead of a frame's features are the pose axes, in the first channels.
 */
final class BareFilter {

    private static final String CELL_INPUTS = MotionNetworks.ENCODER + "encoder_z0.cell_list.0.conv_";

    private static final int TAPS = 9; // of a kernel of the whole networks

    private final VideoEncoder encoder;
    private final LatentOde latentOde;
    private final DynamicsConfig config;

    /** For {@code signals} side by side. */
    BareFilter(NDManager manager, Parameters parameters, DynamicsConfig whole, int signals) {
        int block = 1 << whole.doublings();
        config = new DynamicsConfig(
                block,
                block * signals,
                whole.baseChannels(),
                whole.doublings(),
                whole.stateChannels(),
                whole.odeChannels(),
                whole.tokenChannels());
        Weights weights = bare(manager, parameters);
        encoder = new VideoEncoder(weights.scope(MotionNetworks.ENCODER), config);
        latentOde = new LatentOde(weights.scope(MotionNetworks.ENCODER), config);
    }

    /** The weights of a filter, with one tap where the networks ask for nine, and without a frame encoder. */
    private static Weights bare(NDManager manager, Parameters parameters) {
        return Weights.grown(manager, (name, shape, type, trained) -> {
            if (name.contains("swapae_encoder")) {
                return manager.zeros(shape);
            }
            Shape one = shape.dimension() == 4 ? new Shape(shape.get(0), shape.get(1), 1, 1) : shape;
            long[] axes = one.getShape();
            return type == DataType.FLOAT64
                    ? parameters.weights().float64(name, axes)
                    : parameters.weights().get(name, axes);
        });
    }

    /**
     * What the ODE tells of axes.
     *
     * @param axes [T, axes, B] at {@code times}, of which some are seen
     * @return [T', B, axes] at the wanted times
     */
    NDArray tell(NDArray axes, float[] times, boolean[] observed, double[] wanted) {
        Shape shape = axes.getShape();
        long signals = shape.get(2);
        NDArray rest = axes.getManager().zeros(new Shape(shape.get(0), config.stateChannels() - shape.get(1), signals));
        NDArray features = axes.concat(rest, 1).reshape(1, times.length, config.stateChannels(), 1, signals);
        NDArray zd0 = encoder.initialState(features, times, observed);
        NDArray states = latentOde.solve(zd0, wanted).reshape(wanted.length, config.stateChannels(), 1, signals);
        return MotionNetworks.told(latentOde.tokens(states));
    }

    /**
     * Makes a filter of each place of a whole motion network.
     *
     * @param learnt the averages of a bare filter
     * @param readers of the axes, [axes][C * 3 * 3]
     * @param offsets to be added to what they read
     */
    static void unfold(Map<String, NDArray> learnt, double[][] readers, double[] offsets, Parameters whole) {
        learnt.forEach((name, array) -> {
            double[] values = Parameters.valuesOf(array);
            if (name.startsWith(CELL_INPUTS) && name.endsWith("weight")) {
                String bias = name.replace("weight", "bias");
                double[] biases = Parameters.valuesOf(learnt.get(bias));
                whole.set(name, reading(values, biases, readers, offsets));
                whole.set(bias, biases);
            } else if (!name.startsWith(CELL_INPUTS)) {
                whole.set(name, name.contains("gradient_net") && name.endsWith("weight") ? centred(values) : values);
            }
        });
    }

    /** Weights [O, C + C] of axes and state as kernels, whose inputs are read off features now; {@code biases} take the offsets. */
    private static double[] reading(double[] weights, double[] biases, double[][] readers, double[] offsets) {
        double[] taps = centred(weights);
        int inputs = readers[0].length;
        for (int output = 0; output < biases.length; output++) {
            int row = output * 2 * inputs;
            Arrays.fill(taps, row, row + inputs, 0);
            for (int axis = 0; axis < readers.length; axis++) {
                double weight = weights[row / TAPS + axis];
                biases[output] += weight * offsets[axis];
                for (int input = 0; input < inputs; input++) {
                    taps[row + input] += weight * readers[axis][input];
                }
            }
        }
        return taps;
    }

    /** Kernels of 1x1 as those of 3x3. */
    private static double[] centred(double... weights) {
        double[] taps = new double[weights.length * TAPS];
        for (int i = 0; i < weights.length; i++) {
            taps[TAPS * i + TAPS / 2] = weights[i];
        }
        return taps;
    }
}
