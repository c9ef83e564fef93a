package farm.vidstyle.video.probe;

/** The video itself is at fault and stays at fault: no retry helps. The message names the value and what would be right. */
public final class VideoRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Refusal reason;

    public VideoRefusedException(Refusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    public VideoRefusedException(Refusal reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
