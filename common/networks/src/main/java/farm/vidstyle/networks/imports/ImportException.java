package farm.vidstyle.networks.imports;

/** Files that do not make a bundle; the message says which, why, and what would be right. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
