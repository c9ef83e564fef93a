package farm.vidstyle.trainer.evaluation;

import java.util.List;

/**
 * Reads known quantities off codes by ridge regression: which pose, which looks. It is fitted on codes of drawn frames and then asked about
 * codes of generated ones, so that scores need no eye.
 */
public final class LinearProbe {

    private static final double RIDGE = 1e-2; // per sample

    private final double[][] weights; // [outputs][inputs + 1], the last is the bias

    private LinearProbe(double[][] weights) {
        this.weights = weights;
    }

    /** Fits every output on all inputs. */
    public static LinearProbe fit(List<double[]> inputs, List<double[]> outputs) {
        if (inputs.size() != outputs.size() || inputs.isEmpty()) {
            throw new IllegalArgumentException(inputs.size() + " inputs and " + outputs.size()
                    + " outputs; expected equally many, and at least one");
        }
        int size = inputs.get(0).length + 1;
        int targets = outputs.get(0).length;
        double[][] system = new double[size][size + targets];
        for (int sample = 0; sample < inputs.size(); sample++) {
            double[] x = withOne(inputs.get(sample));
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    system[i][j] += x[i] * x[j];
                }
                for (int j = 0; j < targets; j++) {
                    system[i][size + j] += x[i] * outputs.get(sample)[j];
                }
            }
        }
        for (int i = 0; i < size - 1; i++) {
            system[i][i] += RIDGE * inputs.size();
        }
        eliminate(system);
        double[][] weights = new double[targets][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < targets; j++) {
                weights[j][i] = system[i][size + j];
            }
        }
        return new LinearProbe(weights);
    }

    public double[] read(double[] input) {
        double[] x = withOne(input);
        double[] result = new double[weights.length];
        for (int j = 0; j < result.length; j++) {
            for (int i = 0; i < x.length; i++) {
                result[j] += weights[j][i] * x[i];
            }
        }
        return result;
    }

    private static double[] withOne(double[] input) {
        double[] x = java.util.Arrays.copyOf(input, input.length + 1);
        x[input.length] = 1;
        return x;
    }

    /** Gauss-Jordan; the matrix is symmetric and positive definite, so no pivoting is needed. */
    private static void eliminate(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            double scale = 1 / system[pivot][pivot];
            for (int j = pivot; j < system[pivot].length; j++) {
                system[pivot][j] *= scale;
            }
            for (int row = 0; row < size; row++) {
                double factor = system[row][pivot];
                if (row != pivot && factor != 0) {
                    for (int j = pivot; j < system[row].length; j++) {
                        system[row][j] -= factor * system[pivot][j];
                    }
                }
            }
        }
    }
}
