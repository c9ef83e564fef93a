package farm.vidstyle.trainer.demo;

/** The fixed filter of StyleGAN2's upsampling, as checkpoints store it. */
final class Filters {

    private static final double[] TAPS = {1, 3, 3, 1};
    private static final double GAIN = 4.0 / 64; // of the outer product, times 4 for the zeros between samples

    private Filters() {}

    /** [4, 4], row by row. */
    static double[] upsampling() {
        double[] kernel = new double[TAPS.length * TAPS.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = TAPS[i / TAPS.length] * TAPS[i % TAPS.length] * GAIN;
        }
        return kernel;
    }
}
