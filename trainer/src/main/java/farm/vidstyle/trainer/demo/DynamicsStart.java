package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Parameters;
import java.util.Arrays;
import java.util.Random;

/**
 * Where the dynamics stage starts: with the first frame's features passing through GRU, initial state and ODE to the tokens, so that a clip
 * stands still in its first pose and only has to learn to move. From plain random numbers it learns for a long time to show the mean pose.
 *
 * <p>The features' channels are turned (lengths stay, so the frame encoder's normalisation does not mind) such that the first ones hold nearly
 * all that varies; those pass through, the others of the state are left for velocities.
 */
final class DynamicsStart {

    private static final String ENCODER = "bVAE_enc.";
    private static final String CELL = ENCODER + "encoder_z0.cell_list.0.";
    private static final String TRANSFORM = ENCODER + "encoder_z0.transform_z0.";
    private static final String LAST_CONVOLUTION = ENCODER + "swapae_encoder.ToSpatialCode.1.Conv.";
    private static final int TAPS = 9;
    private static final int CENTRE = 4;
    private static final double GAIN =
            2; // of the candidate's tanh, where it is nearly linear in a unit vector's channels
    private static final double OPEN = 3; // bias of an update gate that takes what it is given

    private final Parameters parameters;
    private final int channels;
    private final int passed;
    private final Random random = new Random(4);

    DynamicsStart(Parameters parameters, int channels) {
        this.parameters = parameters;
        this.channels = channels;
        passed = channels / 2;
    }

    /** Rewrites the parameters; {@code features} [N, C, h, w] are those of many frames. */
    void apply(NDArray features) {
        turnFeatures(rotation(features));
        passThroughCell();
        passThroughTransform();
        readTokens();
    }

    /** Unit rows: the directions in which features vary, most important first. */
    private double[][] rotation(NDArray features) {
        float[] values = features.toFloatArray();
        int cells = (int) (features.getShape().get(2) * features.getShape().get(3));
        double[][] vectors = new double[values.length / channels][channels];
        for (int i = 0; i < values.length; i++) {
            int image = i / (channels * cells);
            vectors[image * cells + i % cells][i / cells % channels] = values[i];
        }
        double[][] rows = PrincipalComponents.of(vectors, channels);
        for (double[] row : rows) {
            double length = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum()) + 1e-12;
            Arrays.setAll(row, i -> row[i] / length);
        }
        return rows;
    }

    private void turnFeatures(double[][] rotation) {
        turnRows(LAST_CONVOLUTION + "weight", rotation);
        turnRows(LAST_CONVOLUTION + "bias", rotation);
        String name = MotionNetworks.TRAINING_ONLY + "tokens.weight"; // [E, C]
        double[] tokens = values(name);
        double[] turned = new double[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            for (int c = 0; c < channels; c++) {
                turned[i] += rotation[i % channels][c] * tokens[i / channels * channels + c];
            }
        }
        put(name, turned);
    }

    private void turnRows(String name, double[][] rotation) {
        double[] before = values(name);
        int columns = before.length / channels;
        double[] after = new double[before.length];
        for (int i = 0; i < after.length; i++) {
            for (int c = 0; c < channels; c++) {
                after[i] += rotation[i / columns][c] * before[c * columns + i % columns];
            }
        }
        put(name, after);
    }

    /** Candidate: the input's centre tap in the passed channels; update gates there are open. */
    private void passThroughCell() {
        double[] candidate = values(CELL + "conv_can.weight"); // [C, 2C, 3, 3]
        int row = 2 * channels * TAPS;
        for (int i = 0; i < candidate.length; i++) {
            int channel = i / row;
            boolean own = channel < passed && i % row / TAPS == channel && i % TAPS == CENTRE;
            candidate[i] = own ? GAIN : candidate[i] * (channel < passed ? 0.03 : 0.6);
        }
        put(CELL + "conv_can.weight", candidate);
        double[] gates = values(CELL + "conv_gates.weight"); // [2C, 2C, 3, 3], reset then update
        double[] biases = new double[2 * channels];
        Arrays.fill(biases, channels, channels + passed, OPEN);
        for (int i = 0; i < gates.length; i++) {
            gates[i] *= biases[i / row] > 0 ? 0.1 : 0.5;
        }
        put(CELL + "conv_gates.weight", gates);
        put(CELL + "conv_gates.bias", biases);
    }

    /** The identity through a ReLU, lifted above zero by a bias and put down again after it; a state is at most 1 in size. */
    private void passThroughTransform() {
        double[] lift = new double[channels];
        Arrays.fill(lift, 1);
        put(TRANSFORM + "0.weight", nearIdentity(channels));
        put(TRANSFORM + "0.bias", lift);
        double[] second = nearIdentity(2 * channels);
        double[] lower = new double[2 * channels];
        for (int i = 0; i < second.length; i++) {
            lower[i / channels] -= second[i];
        }
        put(TRANSFORM + "2.weight", second);
        put(TRANSFORM + "2.bias", lower);
    }

    private double[] nearIdentity(int rows) {
        double[] matrix = new double[rows * channels];
        for (int i = 0; i < matrix.length; i++) {
            int row = i / channels;
            matrix[i] = (row == i % channels ? 1 : 0) + random.nextGaussian() * (row < passed ? 0.03 : 0.1);
        }
        return matrix;
    }

    /** Tokens are read off the passed channels as the training-only layer reads them off features. */
    private void readTokens() {
        double[] tokens = values(MotionNetworks.TRAINING_ONLY + "tokens.weight");
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i % channels < passed ? tokens[i] / GAIN : 0.05 * random.nextGaussian();
        }
        put(ENCODER + "conv1x1.weight", tokens);
        put(ENCODER + "conv1x1.bias", values(MotionNetworks.TRAINING_ONLY + "tokens.bias"));
    }

    private double[] values(String name) {
        NDArray array = parameters.weights().given().get(name);
        try (NDManager scope = array.getManager().newSubManager()) {
            NDArray wide = Gradients.off(() -> array.toType(ai.djl.ndarray.types.DataType.FLOAT64, true));
            wide.attach(scope);
            return wide.toDoubleArray();
        }
    }

    private void put(String name, double[] values) {
        parameters.set(name, values);
    }
}
