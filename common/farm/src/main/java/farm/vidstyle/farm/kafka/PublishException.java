package farm.vidstyle.farm.kafka;

/** An event did not reach its topic; publishing it again may heal that. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
