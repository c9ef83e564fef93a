package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Parameters;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BareFilterTest {

    private static final DemoNetworks NETWORKS = DemoNetworks.shipped();
    private static final int FRAMES = 20;
    private static final int PLACES = 16;
    private static final int AXES = MotionNetworks.AXES;

    @Test
    void untrainedFilterFollowsASinusoid() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            BareFilter filter = filter(model, parameters(model), 1);
            float[] times = times();
            double[] between = IntStream.range(0, FRAMES - 1)
                    .mapToDouble(i -> (times[i] + times[i + 1]) / 2)
                    .toArray();

            NDArray told = Gradients.off(() -> filter.tell(swinging(model, times), times, all(), between));

            double[] followed = IntStream.range(0, between.length)
                    .mapToDouble(i -> told.getFloat(i, 0, 3))
                    .toArray();
            double[] truth = Arrays.stream(between).map(BareFilterTest::swing).toArray();
            assertThat(distance(followed, truth)).isLessThan(0.35 * distance(truth, new double[truth.length]));
        }
    }

    @Test
    void everyPlaceOfAWholeNetworkIsTheFilterItWasMadeOf() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            Parameters bare = parameters(model);
            BareFilter filter = filter(model, bare, PLACES);
            Parameters whole = new Parameters(model, 1, MotionNetworks::initialValues);
            MotionNetworks networks = new MotionNetworks(whole.weights(), NETWORKS);
            BareFilter.unfold(bare.averages(), networks.readers(), networks.offsets(), whole);
            float[] times = times();
            double[] asked = {0.1, 0.77, 1.2};
            NDArray features = features(model);

            NDArray told = Gradients.off(() -> {
                NDArray zd0 = networks.videoEncoder.initialState(features.expandDims(0), times, all());
                return MotionNetworks.told(networks.tokens(zd0, asked));
            });
            NDArray expected = Gradients.off(
                    () -> filter.tell(networks.readOff(features).transpose(0, 2, 1), times, all(), asked));

            float[] values = told.toFloatArray();
            float[] others = expected.toFloatArray();
            assertThat(values).hasSize(asked.length * PLACES * AXES);
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isCloseTo(others[i], within(1e-4f));
            }
        }
    }

    private static Parameters parameters(NDManager model) {
        return new Parameters(model, 1, MotionNetworks::initialValues);
    }

    /** An untrained one. */
    private static BareFilter filter(NDManager model, Parameters parameters, int signals) {
        BareFilter filter = new BareFilter(model, parameters, NETWORKS.dynamics(), signals);
        new OscillatorStart(parameters, NETWORKS.stateChannels()).apply();
        return filter;
    }

    private static float[] times() {
        float[] times = new float[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            times[i] = i / (FRAMES - 1f);
        }
        return times;
    }

    private static boolean[] all() {
        boolean[] all = new boolean[FRAMES];
        Arrays.fill(all, true);
        return all;
    }

    /** Once in 0.9 of a window, around something that is not zero. */
    private static double swing(double time) {
        return 0.2 + 0.6 * Math.sin(2 * Math.PI * time / 0.9 + 0.4);
    }

    /** Axes [T, axes, 1] of which one moves. */
    private static NDArray swinging(NDManager manager, float... times) {
        float[] values = new float[times.length * AXES];
        for (int i = 0; i < times.length; i++) {
            values[i * AXES + 3] = (float) swing(times[i]);
        }
        return manager.create(values, new Shape(times.length, AXES, 1));
    }

    /** Features [T, C, h, w] of noise. */
    private static NDArray features(NDManager manager) {
        Random random = new Random(4);
        float[] values = new float[FRAMES * NETWORKS.stateChannels() * PLACES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 0.2f - 0.1f;
        }
        return manager.create(values, new Shape(FRAMES, NETWORKS.stateChannels(), 4, 4));
    }

    private static double distance(double[] left, double[] right) {
        return Math.sqrt(IntStream.range(0, left.length)
                .mapToDouble(i -> Math.pow(left[i] - right[i], 2))
                .sum());
    }
}
