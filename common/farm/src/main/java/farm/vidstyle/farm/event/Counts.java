package farm.vidstyle.farm.event;

/** What a count or an index in an event may be. */
final class Counts {
    private Counts() {}

    static void requireAtLeast(long low, String what, long value) {
        if (value < low) {
            throw new IllegalArgumentException(what + " is " + value + "; expected at least " + low);
        }
    }
}
