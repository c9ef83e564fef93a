package farm.vidstyle.local.client;

import java.io.IOException;

/** The farm refused a request, or could not be reached; the message says what, which value and what would be right. */
public final class FarmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    FarmException(String message) {
        super(message);
        unreachable = false;
    }

    FarmException(String message, Throwable cause) {
        super(message, cause);
        unreachable = cause instanceof IOException;
    }

    /** Whether there was no answer, so that the next request would have none either; false for a refusal. */
    public boolean unreachable() {
        return unreachable;
    }
}
