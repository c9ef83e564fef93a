package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where the dynamics stage starts: as a bank of oscillators and the observer that belongs to it. Each principal component of the tokens is the sum
 * of a constant and of a few oscillations; the ODE turns each pair of channels at its frequency, and the GRU, running backwards over the frames,
 * pulls the sum towards what it sees (a Luenberger observer). A window holds a period or two, and such a sum can follow any smooth motion over
 * one; from random numbers, training finds the mean pose and stays there for a long time.
 */
final class OscillatorStart {

    /** How many components the tokens have; readers of frames must not have more. */
    static final int COMPONENTS = 12;

    private static final String ENCODER = "bVAE_enc.";
    private static final String CELL = ENCODER + "encoder_z0.cell_list.0.";
    private static final String TRANSFORM = ENCODER + "encoder_z0.transform_z0.";

    /** In radians a window, the most useful first, and how many components have one: all state channels are used up. */
    private static final double[] FREQUENCIES = {6.5, 10, 3};

    private static final int[] OSCILLATING = {8, 6, 4};
    private static final int TAPS = 9;
    private static final int CENTRE = 4;

    private static final double LINEAR = 0.15; // of a state in the tanh layers, where they are nearly linear
    private static final double ENCODER_SCALE = 0.25; // the GRU's state is so much smaller than the ODE's
    private static final double DAMPING =
            0.028; // times the frequency squared: an Euler step makes oscillations grow by so much
    private static final double GAIN = 0.06; // of the observer
    private static final double QUADRATURE_GAIN = -0.04; // without it the observer lags behind by a seventh of a period
    private static final double RESET = 4; // bias of gates that are open
    private static final double NOISE = 0.01; // so that no two channels stay the same

    private final Parameters parameters;
    private final int channels;
    private final List<Channel> bank = new ArrayList<>();
    private final Random random = new Random(5);

    /** A channel of the state: the part of a component that is constant, or one of the two of an oscillation. */
    private record Channel(int component, double frequency, boolean quadrature) {}

    OscillatorStart(Parameters parameters, int channels) {
        this.parameters = parameters;
        this.channels = channels;
        for (int component = 0; component < COMPONENTS; component++) {
            bank.add(new Channel(component, 0, false));
        }
        for (int k = 0; k < FREQUENCIES.length; k++) {
            for (int component = 0; component < OSCILLATING[k]; component++) {
                bank.add(new Channel(component, FREQUENCIES[k], false));
                bank.add(new Channel(component, -FREQUENCIES[k], true));
            }
        }
        if (bank.size() != channels) {
            throw new IllegalArgumentException(
                    "a bank of " + bank.size() + " oscillators in a state of " + channels + " channels");
        }
    }

    /** Rewrites the parameters of everything between frame features and tokens. */
    void apply(TokenComponents tokens) {
        turn(ENCODER + "diffeq_solver.ode_func.gradient_net.", LINEAR, false);
        turn(ENCODER + "z0_diffeq_solver.ode_func.gradient_net.", LINEAR / ENCODER_SCALE, true);
        observe(tokens);
        enlarge();
        double[] read = new double[tokens.width() * channels];
        for (int i = 0; i < read.length; i++) {
            Channel channel = bank.get(i % channels);
            read[i] = channel.quadrature() ? noise(1) : tokens.components()[channel.component()][i / channels];
        }
        parameters.set(ENCODER + "conv1x1.weight", read);
        parameters.set(ENCODER + "conv1x1.bias", tokens.mean());
    }

    /** Three layers that keep the state small enough for tanh to be a line, and one that turns every pair. */
    private void turn(String net, double scale, boolean damped) {
        for (int layer = 0; layer < 4; layer++) {
            double[] weights = noise(channels * channels * TAPS, layer == 0 ? scale : layer == 3 ? 2 : 1);
            for (int c = 0; c < channels; c++) {
                double frequency = bank.get(c).frequency();
                if (layer < 3) {
                    weights[centre(c, c, channels)] += layer == 0 ? scale : 1;
                } else {
                    weights[centre(c, c, channels)] += damped ? DAMPING * frequency * frequency / scale : 0;
                    int other = bank.get(c).quadrature() ? c - 1 : c + 1;
                    weights[centre(c, frequency == 0 ? c : other, channels)] += frequency / scale;
                }
            }
            parameters.set(net + 2 * layer + ".weight", weights);
            parameters.set(net + 2 * layer + ".bias", new double[channels]);
        }
    }

    /** With gates half open, {@code h + candidate - h / 2}: the candidate is the state plus twice the correction. */
    private void observe(TokenComponents tokens) {
        double[] gates = noise(2 * channels * 2 * channels * TAPS, 0.5);
        double[] gateBiases = new double[2 * channels];
        Arrays.fill(gateBiases, 0, channels, RESET);
        double open = 1 / (1 + Math.exp(-RESET));
        double[] candidate = noise(channels * 2 * channels * TAPS, 0.5);
        double[] biases = new double[channels];
        for (int c = 0; c < channels; c++) {
            candidate[centre(c, channels + c, 2 * channels)] += 1 / open;
            Channel channel = bank.get(c);
            double gain = channel.quadrature() ? QUADRATURE_GAIN : GAIN;
            double[] seen = tokens.readers()[channel.component()];
            for (int input = 0; input < channels; input++) {
                candidate[centre(c, input, 2 * channels)] += 2 * gain * ENCODER_SCALE * seen[input];
            }
            biases[c] = 2 * gain * ENCODER_SCALE * tokens.offsets()[channel.component()];
            for (int other = 0; other < channels; other++) {
                boolean same = bank.get(other).component() == channel.component();
                boolean shows = same && !bank.get(other).quadrature();
                candidate[centre(c, channels + other, 2 * channels)] -= shows ? 2 * gain / open : 0;
            }
        }
        parameters.set(CELL + "conv_gates.weight", gates);
        parameters.set(CELL + "conv_gates.bias", gateBiases);
        parameters.set(CELL + "conv_can.weight", candidate);
        parameters.set(CELL + "conv_can.bias", biases);
    }

    /** The GRU's state to that of the ODE: times a constant through a ReLU, lifted above zero before it and put down again after it. */
    private void enlarge() {
        double[] lift = new double[channels];
        Arrays.fill(lift, 1);
        double[] first = noise(channels * channels, 1);
        double[] second = new double[2 * channels * channels];
        double[] lower = new double[2 * channels];
        for (int c = 0; c < channels; c++) {
            first[c * channels + c] += 1;
            second[c * channels + c] = 1 / ENCODER_SCALE;
            lower[c] = -1 / ENCODER_SCALE;
        }
        parameters.set(TRANSFORM + "0.weight", first);
        parameters.set(TRANSFORM + "0.bias", lift);
        parameters.set(TRANSFORM + "2.weight", second);
        parameters.set(TRANSFORM + "2.bias", lower);
    }

    private static int centre(int output, int input, int inputs) {
        return (output * inputs + input) * TAPS + CENTRE;
    }

    private double noise(double scale) {
        return NOISE * scale * random.nextGaussian();
    }

    private double[] noise(int count, double scale) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> noise(scale));
        return values;
    }

    /**
     * The tokens that are read off single frames, taken apart.
     *
     * @param mean [E]
     * @param components [COMPONENTS][E], each of the length of one standard deviation along it
     * @param readers [COMPONENTS][C], what of the features gives a component in standard deviations
     * @param offsets [COMPONENTS], to be added to that
     */
    record TokenComponents(double[] mean, double[][] components, double[][] readers, double[] offsets) {

        int width() {
            return mean.length;
        }

        /** Of tokens {@code A f + b} whose samples are the rows of {@code tokens}; {@code matrix} is A, row by row. */
        static TokenComponents of(double[][] tokens, double[] matrix, double[] bias) {
            int width = bias.length;
            int inputs = matrix.length / width;
            double[] mean = new double[width];
            for (double[] token : tokens) {
                Arrays.setAll(mean, e -> mean[e] + token[e] / tokens.length);
            }
            double[][] centred =
                    Arrays.stream(tokens).map(token -> difference(token, mean)).toArray(double[][]::new);
            double[][] components = PrincipalComponents.of(centred, COMPONENTS);
            double[][] readers = new double[COMPONENTS][inputs];
            double[] offsets = new double[COMPONENTS];
            for (int i = 0; i < COMPONENTS; i++) {
                double square = Arrays.stream(components[i]).map(v -> v * v).sum() + 1e-12;
                for (int e = 0; e < width; e++) {
                    double share = components[i][e] / square;
                    offsets[i] += share * (bias[e] - mean[e]);
                    for (int c = 0; c < inputs; c++) {
                        readers[i][c] += share * matrix[e * inputs + c];
                    }
                }
            }
            return new TokenComponents(mean, components, readers, offsets);
        }

        private static double[] difference(double[] left, double[] right) {
            double[] result = new double[left.length];
            Arrays.setAll(result, i -> left[i] - right[i]);
            return result;
        }
    }

    /** Any array as doubles. */
    static double[] values(NDArray array) {
        try (NDManager scope = array.getManager().newSubManager()) {
            NDArray wide = Gradients.off(() -> array.toType(DataType.FLOAT64, true));
            wide.attach(scope);
            return wide.toDoubleArray();
        }
    }
}
