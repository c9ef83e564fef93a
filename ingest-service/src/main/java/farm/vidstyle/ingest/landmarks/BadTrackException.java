package farm.vidstyle.ingest.landmarks;

/** A track of landmarks cannot be used; the message names the frame and the value and says what would be right. */
public final class BadTrackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadTrackException(String message) {
        super(message);
    }

    BadTrackException(String message, Throwable cause) {
        super(message, cause);
    }
}
