package farm.vidstyle.ingest.assembly;

import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;

/** A file made of the clip's frames, which come one by one. Closing without {@link #finish} leaves it incomplete. */
interface Extra extends AutoCloseable {
    /** The result's name. */
    String name();

    void add(int index, RgbFrame frame) throws IOException;

    /** Completes the file. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
