package farm.vidstyle.trainer.preparation;

import java.io.IOException;
import java.nio.file.Path;

/** The data set cannot be written; no other video would fare better. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1;

    public StorageException(Path file, IOException cause) {
        super(
                "cannot write '" + file + "': " + cause.getMessage()
                        + "; see that the disk has room, then start again: what is finished stays",
                cause);
    }
}
