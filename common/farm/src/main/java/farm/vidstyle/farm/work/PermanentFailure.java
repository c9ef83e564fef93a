package farm.vidstyle.farm.work;

/** The item cannot be done, now or later, here or elsewhere: it goes to the dead work without another attempt. */
public final class PermanentFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what failed, with which value, what would be right: people read it */
    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
