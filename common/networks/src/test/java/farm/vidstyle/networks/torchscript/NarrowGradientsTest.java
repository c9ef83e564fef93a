package farm.vidstyle.networks.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.pyramid.PyramidConfig;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Gradients in float32, which oneDNN computes, beside those in float64, which it does not. They have been wrong, silently, for numbers of channels
 * that do not fill its blocks.
 */
class NarrowGradientsTest {

    private static final double TOLERANCE = 1e-3; // of an array's largest gradient

    @Test
    void ofAnImageEncoder() {
        PyramidConfig config = new PyramidConfig(64, 16, List.of(64, 112, 176, 256), List.of(3, 3, 4), 256);
        agree(new Shape(4, 3, 64, 64), (weights, images) -> new PyramidEncoder(weights, config).encode(images));
    }

    @Test
    void ofAFrameEncoder() {
        DynamicsConfig config = new DynamicsConfig(64, 64, 12, 4, 48, 48, 64);
        agree(new Shape(4, 3, 64, 64), (weights, images) -> new VideoEncoder(weights.scope("bVAE_enc."), config)
                .features(images));
    }

    /** Compares the gradients of a random linear function of what the network makes of random images. */
    private static void agree(Shape images, BiFunction<Weights, NDArray, NDArray> network) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            List<NDArray> narrow = gradients(manager, DataType.FLOAT32, images, network);
            List<NDArray> wide = gradients(manager, DataType.FLOAT64, images, network);
            assertThat(narrow).hasSameSizeAs(wide);
            for (int i = 0; i < wide.size(); i++) {
                NDArray difference =
                        narrow.get(i).toType(DataType.FLOAT64, true).sub(wide.get(i));
                double largest = wide.get(i).abs().max().getDouble();
                assertThat(difference.abs().max().getDouble())
                        .as("gradient " + i + " of shape " + wide.get(i).getShape())
                        .isLessThanOrEqualTo(TOLERANCE * largest);
            }
        }
    }

    /** Of the images, then of all float32 arrays in the order the network asked for them. */
    private static List<NDArray> gradients(
            NDManager manager, DataType type, Shape shape, BiFunction<Weights, NDArray, NDArray> network) {
        Random random = new Random(3);
        List<NDArray> asked = new ArrayList<>();
        asked.add(asking(random(manager, shape, type, random)));
        Weights weights = Weights.grown(manager, (name, size, asIs, trained) -> {
            if (!trained
                    || asIs != DataType.FLOAT32) { // the ODE's are float64 anyway, and no frame's features need them
                return manager.ones(size, asIs);
            }
            asked.add(asking(random(manager, size, type, random)));
            return asked.get(asked.size() - 1);
        });
        NDArray loss = Gradients.on(() -> {
            NDArray made = network.apply(weights, asked.get(0));
            return made.mul(random(manager, made.getShape(), type, new Random(4)))
                    .sum();
        });
        Gradients.backward(loss);
        return asked.stream().map(NDArray::getGradient).toList();
    }

    private static NDArray asking(NDArray array) {
        array.setRequiresGradient(true);
        return array;
    }

    private static NDArray random(NDManager manager, Shape shape, DataType type, Random random) {
        double fanIn = shape.dimension() < 2 ? 1 : shape.size() / (double) shape.get(0);
        double[] values = random.doubles(shape.size(), -1, 1)
                .map(value -> value / Math.sqrt(fanIn / 3))
                .toArray();
        return manager.create(values, shape).toType(type, true);
    }
}
