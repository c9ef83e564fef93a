package farm.vidstyle.trainer.frames;

import java.util.List;

/** Training data that cannot be used; the message names the files. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 12;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    static DataException of(String what, List<String> problems) {
        String more = problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "";
        return new DataException(
                what + ": " + String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size()))) + more);
    }
}
