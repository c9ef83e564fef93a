package farm.vidstyle.trainer.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and deviation of every number of a W+ code over many pictures.
 *
 * @param mean of L times S numbers
 * @param deviation of the same, never zero
 */
record CodeStatistics(double[] mean, double[] deviation) {

    private static final double LEAST_DEVIATION = 1e-3;

    static CodeStatistics of(List<double[]> codes) {
        int size = codes.get(0).length;
        double[] mean = new double[size];
        double[] deviation = new double[size];
        for (double[] code : codes) {
            for (int i = 0; i < size; i++) {
                mean[i] += code[i] / codes.size();
            }
        }
        for (double[] code : codes) {
            for (int i = 0; i < size; i++) {
                deviation[i] += (code[i] - mean[i]) * (code[i] - mean[i]) / codes.size();
            }
        }
        Arrays.setAll(deviation, i -> Math.sqrt(deviation[i]) + LEAST_DEVIATION);
        return new CodeStatistics(mean, deviation);
    }

    double[] normalised(double[] code) {
        double[] result = new double[code.length];
        Arrays.setAll(result, i -> (code[i] - mean[i]) / deviation[i]);
        return result;
    }
}
