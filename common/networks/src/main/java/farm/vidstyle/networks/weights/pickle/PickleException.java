package farm.vidstyle.networks.weights.pickle;

/** A pickle is broken, hostile or beyond the limits; the message continues a sentence that starts with where the pickle lies. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PickleException(String message) {
        super(message);
    }

    public PickleException(String message, Throwable cause) {
        super(message, cause);
    }
}
