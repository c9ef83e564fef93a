package farm.vidstyle.trainer.evaluation;

/** Numbers by which results are compared with the truth. */
public final class Measures {

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
        double meanFirst = java.util.Arrays.stream(first).average().orElse(0);
        double meanSecond = java.util.Arrays.stream(second).average().orElse(0);
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
}
