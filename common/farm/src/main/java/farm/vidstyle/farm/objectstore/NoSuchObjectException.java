package farm.vidstyle.farm.objectstore;

/** Nothing is stored by this name. */
public final class NoSuchObjectException extends ObjectStoreException {
    private static final long serialVersionUID = 1;

    NoSuchObjectException(ObjectKey key) {
        super("no object is stored as " + key);
    }
}
