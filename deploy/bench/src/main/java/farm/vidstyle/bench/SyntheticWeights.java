package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;
import java.util.SplittableRandom;

/** Weights of a generator that nobody trained: each is drawn from its name, hence the same in every process. */
final class SyntheticWeights {
    private static final float[] TAPS = {1, 3, 3, 1, 3, 9, 9, 3, 3, 9, 9, 3, 1, 3, 3, 1};
    /** So that filters between the zeros of a doubled picture keep its brightness. */
    private static final int TAPS_DIVISOR = 16;

    private SyntheticWeights() {}

    static Weights in(NDManager model) {
        return Weights.grown(model, (name, shape, type, trained) -> create(model, name, shape));
    }

    /** Uniform numbers of mean 0. */
    static NDArray draw(NDManager manager, long seed, Shape shape, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(shape.size())];
        double width = deviation * Math.sqrt(12);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() - 0.5) * width);
        }
        return manager.create(values, shape);
    }

    private static NDArray create(NDManager model, String name, Shape shape) {
        if (name.endsWith("modulation.bias")) {
            return model.ones(shape);
        } else if (name.endsWith("kernel")) {
            return model.create(TAPS, shape).divi(TAPS_DIVISOR);
        }
        boolean small = name.endsWith("bias") || name.endsWith("noise.weight");
        return draw(model, name.hashCode(), shape, small ? 0.1 : 1); // the size of trained ones
    }
}
