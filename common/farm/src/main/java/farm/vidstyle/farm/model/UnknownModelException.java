package farm.vidstyle.farm.model;

/** No such model can be used; the message says which there are. */
public final class UnknownModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownModelException(String message) {
        super(message);
    }
}
