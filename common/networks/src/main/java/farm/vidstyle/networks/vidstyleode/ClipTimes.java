package farm.vidstyle.networks.vidstyleode;

/**
 * Frame numbers to the model's time, in float32 and in the order of the reference: divided by the video length first, the
 * first frame's time subtracted afterwards.
 */
public record ClipTimes(int videoLength) {

    /** Times of frames, where frame number {@code origin} is at time 0. */
    public float[] of(double origin, double[] frameNumbers) {
        float start = (float) origin / videoLength;
        float[] times = new float[frameNumbers.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (float) frameNumbers[i] / videoLength - start;
            if (!Float.isFinite(times[i])) {
                throw new IllegalArgumentException("frame number " + i + " is " + frameNumbers[i] + " after " + origin
                        + "; expected finite numbers");
            }
        }
        return times;
    }

    /** The same, widened for the solver. */
    public double[] widened(double origin, double[] frameNumbers) {
        float[] narrow = of(origin, frameNumbers);
        double[] times = new double[narrow.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = narrow[i];
        }
        return times;
    }
}
