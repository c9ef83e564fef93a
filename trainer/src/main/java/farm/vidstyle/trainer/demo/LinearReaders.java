package farm.vidstyle.trainer.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Reads poses and looks off normalised codes, by ridge regression on codes whose truth is known. A mouth or a pair of glasses is a few pixels
 * and a few numbers of a code; a loss over all numbers hardly sees them, a loss over what these rows read does.
 */
final class LinearReaders {

    private static final double RIDGE = 1e-2; // per sample

    private LinearReaders() {}

    /**
     * Rows of the codes' length, one for each known quantity. What a row reads has unit deviation over the codes, so that all quantities count
     * the same.
     */
    static double[][] fit(List<double[]> codes, List<double[]> known) {
        int size = codes.get(0).length + 1;
        int quantities = known.get(0).length;
        double[][] system = new double[size][size + quantities];
        for (int sample = 0; sample < codes.size(); sample++) {
            add(withOne(codes.get(sample)), known.get(sample), system);
        }
        for (int i = 0; i < size - 1; i++) {
            system[i][i] += RIDGE * codes.size();
        }
        eliminate(system);
        double[][] rows = new double[quantities][size - 1];
        for (int i = 0; i < size - 1; i++) {
            for (int j = 0; j < quantities; j++) {
                rows[j][i] = system[i][size + j];
            }
        }
        for (double[] row : rows) {
            double deviation = deviation(row, codes);
            Arrays.setAll(row, i -> row[i] / deviation);
        }
        return rows;
    }

    private static void add(double[] code, double[] known, double[][] system) {
        for (int i = 0; i < code.length; i++) {
            for (int j = 0; j < code.length; j++) {
                system[i][j] += code[i] * code[j];
            }
            for (int j = 0; j < known.length; j++) {
                system[i][code.length + j] += code[i] * known[j];
            }
        }
    }

    private static double[] withOne(double[] code) {
        double[] longer = Arrays.copyOf(code, code.length + 1);
        longer[code.length] = 1;
        return longer;
    }

    private static double deviation(double[] row, List<double[]> codes) {
        double sum = 0;
        double squares = 0;
        for (double[] code : codes) {
            double read = 0;
            for (int i = 0; i < row.length; i++) {
                read += row[i] * code[i];
            }
            sum += read / codes.size();
            squares += read * read / codes.size();
        }
        return Math.sqrt(Math.max(squares - sum * sum, 0)) + 1e-6;
    }

    /** Gauss-Jordan; the matrix is symmetric and positive definite, so no pivoting is needed. */
    private static void eliminate(double[][] system) {
        for (int pivot = 0; pivot < system.length; pivot++) {
            double scale = 1 / system[pivot][pivot];
            for (int j = pivot; j < system[pivot].length; j++) {
                system[pivot][j] *= scale;
            }
            for (int row = 0; row < system.length; row++) {
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
