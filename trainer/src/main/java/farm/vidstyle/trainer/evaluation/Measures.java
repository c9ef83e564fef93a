package farm.vidstyle.trainer.evaluation;

import java.util.Arrays;
import java.util.List;

/** Numbers by which results are compared with the truth; pictures are [3, H, W] in [-1, 1] and square. */
public final class Measures {

    private static final int WINDOW = 11; // pixels a side, and the width of its bell: Wang et al. 2004
    private static final double BELL = 1.5;
    private static final double C1 = 0.01 * 0.01; // for values up to 1
    private static final double C2 = 0.03 * 0.03;
    private static final double GREY_LEVELS = 255;

    private Measures() {}

    /** Mean squared difference of two pictures in [-1, 1] on the scale [0, 1]; the first is clamped, as a viewer would see it. */
    public static double squaredError(float[] picture, float[] truth) {
        if (picture.length != truth.length) {
            throw new IllegalArgumentException(
                    "a picture of " + picture.length + " values cannot be compared with one of " + truth.length);
        }
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double difference = (Math.min(1, Math.max(-1, picture[i])) - truth[i]) / 2;
            sum += difference * difference;
        }
        return sum / truth.length;
    }

    /** Peak signal to noise ratio in decibels. */
    public static double psnr(double squaredError) {
        return -10 * Math.log10(squaredError);
    }

    /** Pearson's correlation of two series. */
    public static double correlation(double[] first, double[] second) {
        double meanFirst = Arrays.stream(first).average().orElse(0);
        double meanSecond = Arrays.stream(second).average().orElse(0);
        double product = 0;
        double squareFirst = 0;
        double squareSecond = 0;
        for (int i = 0; i < first.length; i++) {
            product += (first[i] - meanFirst) * (second[i] - meanSecond);
            squareFirst += (first[i] - meanFirst) * (first[i] - meanFirst);
            squareSecond += (second[i] - meanSecond) * (second[i] - meanSecond);
        }
        return product / Math.sqrt(squareFirst * squareSecond + 1e-12);
    }

    /** Structural similarity of two pictures' luma (Wang et al. 2004), averaged over all windows that lie inside; 1 for equal pictures. */
    public static double ssim(float[] picture, float[] truth) {
        int size = (int) Math.round(Math.sqrt(truth.length / 3.0));
        double[] x = luma(picture);
        double[] y = luma(truth);
        double[] meanX = smoothed(x, size);
        double[] meanY = smoothed(y, size);
        double[] xx = smoothed(product(x, x), size);
        double[] yy = smoothed(product(y, y), size);
        double[] xy = smoothed(product(x, y), size);
        double sum = 0;
        for (int i = 0; i < meanX.length; i++) {
            double means = meanX[i] * meanY[i];
            double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
            double variances = xx[i] + yy[i] - squares;
            sum += (2 * means + C1) * (2 * (xy[i] - means) + C2) / ((squares + C1) * (variances + C2));
        }
        return sum / meanX.length;
    }

    private static double[] luma(float[] picture) { // on the scale [0, 1], as BT.601 weighs colours
        int plane = picture.length / 3;
        double[] luma = new double[plane];
        for (int i = 0; i < plane; i++) {
            luma[i] =
                    0.299 * unit(picture[i]) + 0.587 * unit(picture[i + plane]) + 0.114 * unit(picture[i + 2 * plane]);
        }
        return luma;
    }

    private static double unit(float value) {
        return (Math.min(1, Math.max(-1, value)) + 1) / 2;
    }

    private static double[] product(double[] first, double[] second) {
        double[] product = new double[first.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = first[i] * second[i];
        }
        return product;
    }

    /** Weighted means over all windows that lie inside. */
    private static double[] smoothed(double[] plane, int size) {
        double[] bell = bell(Math.min(WINDOW, size));
        int inside = size - bell.length + 1;
        double[] rows = new double[size * inside];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < bell.length; k++) {
                rows[i] += bell[k] * plane[i / inside * size + i % inside + k];
            }
        }
        double[] both = new double[inside * inside];
        for (int i = 0; i < both.length; i++) {
            for (int k = 0; k < bell.length; k++) {
                both[i] += bell[k] * rows[i + k * inside];
            }
        }
        return both;
    }

    private static double[] bell(int width) {
        double[] bell = new double[width];
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double distance = i - (width - 1) / 2.0;
            bell[i] = Math.exp(-distance * distance / (2 * BELL * BELL));
            sum += bell[i];
        }
        for (int i = 0; i < width; i++) {
            bell[i] /= sum;
        }
        return bell;
    }

    /**
     * Squared distance of features [T, C, h, w] that are first scaled to length 1 over the channels of each place, as LPIPS does it; the mean
     * over places, between 0 and 4.
     */
    public static double featureDistance(float[] first, float[] second, long... shape) {
        int channels = (int) shape[1];
        int places = (int) (shape[2] * shape[3]);
        double sum = 0;
        for (int frame = 0; frame < shape[0]; frame++) {
            for (int place = 0; place < places; place++) {
                int start = frame * channels * places + place;
                sum += 2 - 2 * cosine(first, second, start, places, channels);
            }
        }
        return sum / (shape[0] * places);
    }

    private static double cosine(float[] first, float[] second, int start, int stride, int channels) {
        double product = 0;
        double squareFirst = 0;
        double squareSecond = 0;
        for (int channel = 0; channel < channels; channel++) {
            double x = first[start + channel * stride];
            double y = second[start + channel * stride];
            product += x * y;
            squareFirst += x * x;
            squareSecond += y * y;
        }
        return product / Math.sqrt(squareFirst * squareSecond + 1e-12);
    }

    /** The root mean square of the second difference of frames in a row, in grey levels of 255: 0 where all moves evenly. */
    public static double jitter(List<float[]> frames) {
        double sum = 0;
        int count = 0;
        for (int i = 1; i + 1 < frames.size(); i++) {
            for (int j = 0; j < frames.get(i).length; j++) {
                double bend = unit(frames.get(i - 1)[j]) - 2 * unit(frames.get(i)[j]) + unit(frames.get(i + 1)[j]);
                sum += bend * bend;
                count++;
            }
        }
        return GREY_LEVELS * Math.sqrt(sum / count);
    }

    /**
     * How far the changes of a film agree with those of another, in the lower or the upper half of the frame: the correlation over all
     * pixels and times of what differs from each pixel's mean.
     */
    public static double movementCorrelation(List<float[]> film, List<float[]> other, boolean lower) {
        int plane = film.get(0).length / 3;
        double product = 0;
        double squareFilm = 0;
        double squareOther = 0;
        for (int pixel = 0; pixel < 3 * plane; pixel++) {
            if (pixel % plane >= plane / 2 == lower) {
                double[] x = deviations(film, pixel);
                double[] y = deviations(other, pixel);
                for (int time = 0; time < x.length; time++) {
                    product += x[time] * y[time];
                    squareFilm += x[time] * x[time];
                    squareOther += y[time] * y[time];
                }
            }
        }
        return product / Math.sqrt(squareFilm * squareOther + 1e-12);
    }

    private static double[] deviations(List<float[]> film, int pixel) {
        double[] values = film.stream().mapToDouble(frame -> unit(frame[pixel])).toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }
}
