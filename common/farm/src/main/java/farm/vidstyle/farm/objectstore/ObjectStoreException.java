package farm.vidstyle.farm.objectstore;

/** The store did not do what it was asked; asking again may heal that. */
public sealed class ObjectStoreException extends RuntimeException permits NoSuchObjectException, TooLargeException {
    private static final long serialVersionUID = 1;

    ObjectStoreException(String message) {
        super(message);
    }

    ObjectStoreException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
