package farm.vidstyle.video.frame;

/** The cubic filter (a = -0.5) of all resampling. */
public final class Cubic {
    /** Beyond this distance, in pixels of the coarser picture, nothing counts. */
    public static final double SUPPORT = 2;

    private static final double A = -0.5;

    private Cubic() {}

    public static double weight(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < SUPPORT ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
