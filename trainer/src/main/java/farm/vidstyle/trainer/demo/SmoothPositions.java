package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.types.Shape;
import java.util.Random;

/**
 * Position embeddings to start from that vary smoothly over a square grid: each channel is a plane wave of low frequency. Attention that starts
 * from unrelated positions averages place away, and training stands still for a long time.
 */
final class SmoothPositions {

    private static final double FREQUENCY = 1.8; // standard deviation, in radians per half a side

    private SmoothPositions() {}

    /** Values for [1, cells, channels] with the given amplitude. */
    static double[] grid(Shape shape, double amplitude, Random random) {
        int cells = (int) shape.get(1);
        return fill(new double[(int) shape.size()], 0, cells, amplitude, random);
    }

    /** Values for [1 + cells, channels]; the class token's own position stays at zero. */
    static double[] afterClassToken(Shape shape, double amplitude, Random random) {
        int cells = (int) shape.get(0) - 1;
        return fill(new double[(int) shape.size()], 1, cells, amplitude, random);
    }

    private static double[] fill(double[] values, int firstRow, int cells, double amplitude, Random random) {
        int side = (int) Math.round(Math.sqrt(cells));
        int channels = values.length / (cells + firstRow);
        for (int channel = 0; channel < channels; channel++) {
            double right = random.nextGaussian() * FREQUENCY;
            double down = random.nextGaussian() * FREQUENCY;
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int cell = 0; cell < cells; cell++) {
                double x = (cell % side + 0.5) * 2 / side - 1;
                int row = cell / side;
                double y = (row + 0.5) * 2 / side - 1;
                values[(firstRow + cell) * channels + channel] = amplitude * Math.cos(right * x + down * y + phase);
            }
        }
        return values;
    }
}
