package farm.vidstyle.ingest.assembly;

import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The frames as another video, each changed on its way. */
final class FilmCopy implements Extra {
    private final String name;
    private final Path file;
    private final VideoFormat format;
    private final double fps;
    private final Change change;
    private @Nullable VideoWriter writer;

    FilmCopy(Path file, VideoFormat format, double fps, Change change) {
        this.name = String.valueOf(file.getFileName());
        this.file = file;
        this.format = format;
        this.fps = fps;
        this.change = change;
    }

    /** What becomes of frame {@code index}. */
    @FunctionalInterface
    interface Change {
        Change NONE = (index, frame) -> frame;

        RgbFrame apply(int index, RgbFrame frame) throws IOException;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(int index, RgbFrame frame) throws IOException {
        RgbFrame changed = change.apply(index, frame);
        VideoWriter open = writer;
        if (open == null) { // the size is known with the first frame
            open = VideoWriter.open(file, format, changed.size(), fps);
            writer = open;
        }
        open.write(changed);
    }

    @Override
    public void finish() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        VideoWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
