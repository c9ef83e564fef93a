package farm.vidstyle.ingest.planning;

/** An edit asks for what its videos do not have. The message is for the person who asked. */
public final class ImpossibleEditException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImpossibleEditException(String message) {
        super(message);
    }
}
