package farm.vidstyle.networks.weights;

/** A file of weights cannot be used; the message names the file, the place in it and what would be right. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
