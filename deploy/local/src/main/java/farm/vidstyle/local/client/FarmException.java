package farm.vidstyle.local.client;

/** The farm refused a request, or could not be reached; the message says what, which value and what would be right. */
public final class FarmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FarmException(String message) {
        super(message);
    }

    FarmException(String message, Throwable cause) {
        super(message, cause);
    }
}
