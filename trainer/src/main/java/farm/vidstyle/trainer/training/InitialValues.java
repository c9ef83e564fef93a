package farm.vidstyle.trainer.training;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;

/** What a new array starts from, decided by its name and shape. */
public interface InitialValues {

    double[] values(String name, Shape shape, Random random);

    static double[] constant(Shape shape, double value) {
        double[] values = new double[(int) shape.size()];
        Arrays.fill(values, value);
        return values;
    }

    static double[] normal(Shape shape, double deviation, Random random) {
        double[] values = new double[(int) shape.size()];
        Arrays.setAll(values, i -> deviation * random.nextGaussian());
        return values;
    }

    /** Normal with the deviation {@code gain / sqrt(inputs of one output)}; a vector counts as bias and starts at zero. */
    static double[] scaled(Shape shape, double gain, Random random) {
        if (shape.dimension() < 2) {
            return constant(shape, 0);
        }
        long inputs = shape.size() / shape.get(0);
        return normal(shape, gain / Math.sqrt((double) inputs), random);
    }
}
