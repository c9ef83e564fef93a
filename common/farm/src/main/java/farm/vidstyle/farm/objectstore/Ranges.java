package farm.vidstyle.farm.objectstore;

/** Which parts of an object can be asked for. */
final class Ranges {
    private Ranges() {}

    static void requireValid(ObjectKey key, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("part of " + key + " starts at " + offset + " and has " + length
                    + " bytes; expected both to be at least 0");
        }
    }
}
