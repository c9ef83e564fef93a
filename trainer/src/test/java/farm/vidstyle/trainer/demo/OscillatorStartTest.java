package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Parameters;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OscillatorStartTest {

    private static final DemoNetworks NETWORKS = DemoNetworks.shipped();
    private static final int FRAMES = 20;
    private static final int CELLS = 64;

    @Test
    void untrainedDynamicsFollowASinusoid() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            Parameters parameters = new Parameters(model, 1, MotionNetworks::initialValues);
            MotionNetworks networks = new MotionNetworks(parameters.weights(), NETWORKS);
            double[] direction = direction();
            new OscillatorStart(parameters, NETWORKS.stateChannels())
                    .apply(networks.components(tokens(networks, model)));
            float[] times = new float[FRAMES];
            double[] between = new double[FRAMES - 1];
            for (int i = 0; i < FRAMES; i++) {
                times[i] = i / (FRAMES - 1f);
            }
            for (int i = 0; i < between.length; i++) {
                between[i] = (times[i] + times[i + 1]) / 2;
            }

            NDArray found = Gradients.off(() -> networks.tokensOfClips(
                    features(direction, model, widened(times)).expandDims(0), times, between));
            NDArray wanted = Gradients.off(() -> networks.tokensOfFrames(features(direction, model, between)));

            double[] followed = swing(found.squeeze(1), between.length);
            double[] truth = swing(wanted, between.length);
            assertThat(correlation(followed, truth)).isGreaterThan(0.8);
            assertThat(size(followed)).isBetween(0.4 * size(truth), 2 * size(truth));
        }
    }

    /** One number of a token in the middle of the picture, less its mean over time. */
    private static double[] swing(NDArray tokens, int moments) {
        double[] values = IntStream.range(0, moments)
                .mapToDouble(i -> tokens.getFloat(i, 27, 5))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double correlation(double[] left, double[] right) {
        double product = IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] * right[i])
                .sum();
        return product / (size(left) * size(right));
    }

    private static double size(double... values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    /** Where in the features the sinusoid shows. */
    private static double[] direction() {
        return new Random(3).doubles(NETWORKS.stateChannels(), -0.2, 0.2).toArray();
    }

    private static double[] widened(float... times) {
        return IntStream.range(0, times.length).mapToDouble(i -> times[i]).toArray();
    }

    /** Features [T, C, h, w] of something that swings once in 0.9 of a window, in every cell. */
    private static NDArray features(double[] direction, NDManager manager, double... times) {
        int channels = direction.length;
        float[] values = new float[times.length * channels * CELLS];
        for (int i = 0; i < values.length; i++) {
            double angle = 2 * Math.PI * times[i / (channels * CELLS)] / 0.9 + 0.4;
            values[i] = (float) (direction[i / CELLS % channels] * 0.3 * (0.3 + Math.sin(angle)));
        }
        return manager.create(values, new Shape(times.length, channels, 8, 8));
    }

    /** Of features that vary in all directions. */
    private static double[][] tokens(MotionNetworks networks, NDManager manager) {
        Random random = new Random(4);
        float[] any = new float[20 * NETWORKS.stateChannels() * CELLS];
        for (int i = 0; i < any.length; i++) {
            any[i] = random.nextFloat() * 0.4f - 0.2f;
        }
        NDArray features = manager.create(any, new Shape(20, NETWORKS.stateChannels(), 8, 8));
        float[] values = Gradients.off(() -> networks.tokensOfFrames(features)).toFloatArray();
        double[][] tokens = new double[values.length / DemoNetworks.EMBEDDING][DemoNetworks.EMBEDDING];
        for (int i = 0; i < values.length; i++) {
            tokens[i / DemoNetworks.EMBEDDING][i % DemoNetworks.EMBEDDING] = values[i];
        }
        return tokens;
    }
}
