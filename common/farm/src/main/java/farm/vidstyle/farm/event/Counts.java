package farm.vidstyle.farm.event;

/** What a number in an event may be. */
final class Counts {
    private Counts() {}

    static void requireAtLeast(long low, String what, long value) {
        if (value < low) {
            throw new IllegalArgumentException(what + " is " + value + "; expected at least " + low);
        }
    }

    static void requireFps(double fps) {
        if (!(fps > 0 && Double.isFinite(fps))) {
            throw new IllegalArgumentException("fps is " + fps + "; expected a number above 0");
        }
    }

    static void requireFinite(String what, double seconds) {
        if (!Double.isFinite(seconds)) {
            throw new IllegalArgumentException(what + " is " + seconds + "; expected seconds");
        }
    }
}
