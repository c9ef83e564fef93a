package farm.vidstyle.trainer.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The directions along which vectors vary most about zero, by Jacobi's rotations of their second moments. */
final class PrincipalComponents {

    private static final int MAX_SWEEPS = 30;
    private static final double CONVERGED = 1e-9; // off-diagonal mass over the total

    private PrincipalComponents() {}

    /**
     * The first {@code count} components of the samples' second moments (not centred: a difference and its opposite are one direction).
     *
     * @return rows of samples' length, each of the length of one standard deviation along it, largest first
     */
    static double[][] of(double[][] samples, int count) {
        double[][] moments = secondMoments(samples);
        int size = moments.length;
        double[][] axes = new double[size][size];
        for (int i = 0; i < size; i++) {
            axes[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonalShare(moments) > CONVERGED; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(moments, axes, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -moments[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] components = new double[count][];
        for (int k = 0; k < count; k++) {
            double deviation = Math.sqrt(Math.max(moments[order[k]][order[k]], 0));
            components[k] =
                    Arrays.stream(axes[order[k]]).map(v -> v * deviation).toArray();
        }
        return components;
    }

    private static double[][] secondMoments(double[][] samples) {
        int size = samples[0].length;
        double[][] moments = new double[size][size];
        for (double[] sample : samples) {
            for (int i = 0; i < size; i++) {
                double share = sample[i] / samples.length;
                for (int j = 0; j <= i; j++) {
                    moments[i][j] += share * sample[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                moments[j][i] = moments[i][j];
            }
        }
        return moments;
    }

    private static double offDiagonalShare(double[][] moments) {
        double off = 0;
        double all = 0;
        for (int i = 0; i < moments.length; i++) {
            for (int j = 0; j < moments.length; j++) {
                double square = moments[i][j] * moments[i][j];
                all += square;
                off += i == j ? 0 : square;
            }
        }
        return all == 0 ? 0 : off / all;
    }

    /** Turns axes p and q so that their moments no longer mix; rows of {@code axes} are the directions. */
    private static void rotate(double[][] moments, double[][] axes, int p, int q) {
        if (moments[p][q] == 0) {
            return;
        }
        double theta = (moments[q][q] - moments[p][p]) / (2 * moments[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cos = 1 / Math.sqrt(tangent * tangent + 1);
        double sin = tangent * cos;
        for (double[] row : moments) {
            double left = row[p];
            row[p] = cos * left - sin * row[q];
            row[q] = sin * left + cos * row[q];
        }
        turn(moments[p], moments[q], cos, sin);
        turn(axes[p], axes[q], cos, sin);
    }

    private static void turn(double[] first, double[] second, double cos, double sin) {
        for (int i = 0; i < first.length; i++) {
            double left = first[i];
            first[i] = cos * left - sin * second[i];
            second[i] = sin * left + cos * second[i];
        }
    }
}
