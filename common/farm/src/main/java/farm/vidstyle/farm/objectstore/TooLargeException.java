package farm.vidstyle.farm.objectstore;

/** A stream brought more bytes than it may; nothing of it is stored. */
public final class TooLargeException extends ObjectStoreException {
    private static final long serialVersionUID = 1;

    TooLargeException(ObjectKey key, long maxBytes) {
        super("stream for " + key + " has more than " + maxBytes + " bytes, which is the most it may have");
    }
}
