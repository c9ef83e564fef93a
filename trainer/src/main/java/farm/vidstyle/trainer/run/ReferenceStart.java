package farm.vidstyle.trainer.run;

import ai.djl.ndarray.types.Shape;
import farm.vidstyle.trainer.training.InitialValues;
import java.util.Random;

/** What the reference's networks start from: its layers' own rules, told apart by name. */
final class ReferenceStart implements InitialValues {

    private static final double TRANSFORMER_DEVIATION = 0.02;

    @Override
    public double[] values(String name, Shape shape, Random random) {
        if (name.endsWith("Blur.kernel") || isGain(name)) {
            return InitialValues.constant(shape, 1);
        }
        if (shape.dimension() < 2) {
            return InitialValues.constant(shape, 0);
        }
        if (name.contains("swapae_encoder")) {
            return InitialValues.normal(shape, 1, random); // equalised: scaled in use
        }
        if (name.startsWith("modulation_network.")) {
            return InitialValues.normal(shape, TRANSFORMER_DEVIATION, random);
        }
        return uniform(shape, random);
    }

    /** Norms have vectors for weights, all other weights are matrices. */
    private static boolean isGain(String name) {
        return name.matches(".*(ln1|ln2|ln_f\\.\\d|(gamma|beta)_function(_\\d)?\\.1)\\.weight");
    }

    /** The rule of PyTorch's linear and convolution layers. */
    private static double[] uniform(Shape shape, Random random) {
        double bound = 1 / Math.sqrt((double) shape.size() / shape.get(0));
        double[] values = new double[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bound * (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
