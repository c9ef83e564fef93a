package farm.vidstyle.networks.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Weights that follow from a seed, scaled as at the start of a training, so that activations neither vanish nor explode. The names are
 * those of the reference.
 */
final class RandomValues implements Weights.Initializer {
    /** A uniform number within this has variance 1. */
    private static final double UNIT = Math.sqrt(3);

    private static final float[] FILTER = {1, 3, 3, 1};
    private static final float FILTER_SUM = 64 / 4f; // up-sampling kernels are stored four times as large

    /** A part of a name and the spread of its values; the first that fits decides. */
    private record Rule(String part, double spread) {}

    private static final List<Rule> RULES = List.of(
            new Rule("noises.", 1),
            new Rule("noise.weight", 0.05),
            new Rule("to_rgb", 0.15), // nine layers of colours are summed up
            new Rule("conv.modulation.weight", 0.3),
            new Rule("input.input", 1),
            new Rule("swapae_encoder", 1), // equalised: the network scales by itself
            new Rule("linear.weight", 0.5),
            new Rule("token_embedding", 0.02),
            new Rule("positional_embedding", 0.01),
            new Rule("class_embedding", 0.03),
            new Rule("pos_em", 0.02),
            new Rule("latent_avg", 0.5));

    private final NDManager manager;
    private final SplittableRandom random;

    RandomValues(NDManager manager, long seed) {
        this.manager = manager;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public NDArray create(String name, Shape shape, DataType type, boolean trained) {
        if (name.endsWith("blur.kernel") || name.endsWith("upsample.kernel")) {
            return filter(shape);
        }
        if (shape.dimension() <= 1
                && !name.contains("latent_avg")
                && !name.contains("class_embedding")
                && !name.endsWith("noise.weight")) {
            return manager.full(shape, flat(name), DataType.FLOAT32).toType(type, false);
        }
        if (name.endsWith("Blur.kernel") || name.endsWith(".bias")) {
            return manager.full(shape, name.endsWith("kernel") ? 1 : 0, DataType.FLOAT32);
        }
        return uniform(shape, UNIT * spread(name, shape)).toType(type, false);
    }

    /** Vectors: scales 1, shifts 0. */
    private static float flat(String name) {
        if (name.endsWith("logit_scale")) {
            return 4.6f;
        }
        if (name.endsWith("modulation.bias") || name.endsWith("running_var")) {
            return 1;
        }
        if (name.endsWith("res_layer.2.weight") || name.endsWith("input_layer.2.weight")) {
            return 0.25f; // of a PReLU
        }
        if (name.endsWith("res_layer.4.weight")) {
            return 0.3f; // what a unit adds; two dozen of them follow each other
        }
        return name.endsWith("weight") ? 1 : 0;
    }

    private static double spread(String name, Shape shape) {
        if (name.matches("(.*\\.)?style\\.\\d+\\.weight")) {
            return 100; // stored divided by the learning rate's factor of 0.01
        }
        if (name.matches("(.*\\.)?(conv1|convs\\.\\d+)\\.conv\\.weight")) {
            return 1; // equalised and demodulated
        }
        return RULES.stream()
                .filter(rule -> name.contains(rule.part()))
                .findFirst()
                .map(Rule::spread)
                .orElseGet(() -> 1 / Math.sqrt(inputs(shape)));
    }

    private static double inputs(Shape shape) {
        return Math.max(1, shape.size() / (double) shape.get(0));
    }

    private NDArray filter(Shape shape) {
        float[] values = new float[FILTER.length * FILTER.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = FILTER[i / FILTER.length] * FILTER[i % FILTER.length] / FILTER_SUM;
        }
        return manager.create(values, shape);
    }

    private NDArray uniform(Shape shape, double bound) {
        ByteBuffer values =
                ByteBuffer.allocateDirect((int) (shape.size() * Float.BYTES)).order(ByteOrder.nativeOrder());
        while (values.hasRemaining()) {
            values.putFloat((float) (random.nextDouble() * 2 * bound - bound));
        }
        try (NDArray inBuffer = manager.create(values.flip(), shape, DataType.FLOAT32)) {
            return inBuffer.duplicate(); // Java's direct memory is as scarce as its heap
        }
    }

    /** Values that no network asks for. */
    NDArray make(String name, long... shape) {
        return create(name, new Shape(Arrays.copyOf(shape, shape.length)), DataType.FLOAT32, true);
    }
}
