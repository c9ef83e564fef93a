package farm.vidstyle.networks.pixels;

import java.util.function.DoubleUnaryOperator;

/**
 * Separable filters that widen when a picture shrinks, with the Python Imaging Library's arithmetic for 8-bit pictures: weights in fixed
 * point, rows first, rounded to bytes after each of the two passes.
 */
@SuppressWarnings("ImmutableEnumChecker") // the kernels are lambdas without state
public enum Resampling {
    BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
    BICUBIC(2, Resampling::cubic);

    private static final int FRACTION_BITS = 22; // 32 less 8 for the value and 2 for overshoot of the sum

    private final double support;
    private final DoubleUnaryOperator kernel;

    Resampling(double support, DoubleUnaryOperator kernel) {
        this.support = support;
        this.kernel = kernel;
    }

    /** The input samples from {@code first} on that make one output sample, with their weights. */
    private record Window(int first, int[] weights) {
        /** The weighted sum of the bytes at {@code start}, {@code start + stride}, ... rounded to a byte. */
        byte sum(byte[] from, int start, int stride) {
            int sum = 1 << (FRACTION_BITS - 1);
            for (int i = 0, at = start + first * stride; i < weights.length; i++, at += stride) {
                sum += (from[at] & 0xff) * weights[i];
            }
            return (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
        }
    }

    Picture resize(Picture picture, int height, int width) {
        Picture wide = width == picture.width() ? picture : horizontally(picture, width);
        return height == wide.height() ? wide : vertically(wide, height);
    }

    private Picture horizontally(Picture from, int width) {
        Window[] windows = windows(from.width(), width);
        byte[] to = new byte[3 * from.height() * width];
        for (int i = 0; i < to.length; i++) {
            int row = i / (3 * width);
            int column = i / 3 % width;
            to[i] = windows[column].sum(from.rgb(), 3 * row * from.width() + i % 3, 3);
        }
        return new Picture(from.height(), width, to);
    }

    private Picture vertically(Picture from, int height) {
        Window[] windows = windows(from.height(), height);
        int stride = 3 * from.width();
        byte[] to = new byte[height * stride];
        for (int i = 0; i < to.length; i++) {
            to[i] = windows[i / stride].sum(from.rgb(), i % stride, stride);
        }
        return new Picture(height, from.width(), to);
    }

    private Window[] windows(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        Window[] windows = new Window[to];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support * stretch + 0.5));
            int end = Math.min(from, (int) (center + support * stretch + 0.5));
            windows[i] = new Window(first, weights(first, end, center, stretch));
        }
        return windows;
    }

    private int[] weights(int first, int end, double center, double stretch) {
        double[] weights = new double[end - first];
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] = kernel.applyAsDouble((first + j - center + 0.5) / stretch);
            sum += weights[j];
        }
        int[] fixed = new int[weights.length];
        for (int j = 0; j < weights.length; j++) {
            double weight = weights[j] / sum * (1 << FRACTION_BITS);
            fixed[j] = (int) (weight + Math.copySign(0.5, weight));
        }
        return fixed;
    }

    /** Keys' cubic convolution with a = -0.5. */
    private static double cubic(double signed) {
        double a = -0.5;
        double x = Math.abs(signed);
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
