package farm.vidstyle.trainer.objective;

/** A loss is NaN or infinite; the parameters have not been touched by it. */
public final class NotFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFiniteException(String message) {
        super(message);
    }
}
