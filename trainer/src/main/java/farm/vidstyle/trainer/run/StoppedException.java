package farm.vidstyle.trainer.run;

/** A run that cannot go on; its last good checkpoint is where it was. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoppedException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoppedException(String message) {
        super(message);
    }
}
