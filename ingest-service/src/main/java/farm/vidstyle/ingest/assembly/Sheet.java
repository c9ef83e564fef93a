package farm.vidstyle.ingest.assembly;

import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.sheet.ContactSheet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A few moments of the clip, below what the driver shows at the same moments. */
final class Sheet implements Extra {
    static final String NAME = "sheet.png";

    private static final int COLUMNS = 8;
    private static final int MAX_FRAME_HEIGHT = 192;

    private final Path file;
    private final int frames;
    private final Optional<SourceFrames> source;
    private final List<RgbFrame> sourceRow = new ArrayList<>();
    private final List<RgbFrame> clipRow = new ArrayList<>();

    /** @param frames of the clip */
    Sheet(Path file, int frames, Optional<SourceFrames> source) {
        this.file = file;
        this.frames = frames;
        this.source = source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void add(int index, RgbFrame frame) throws IOException {
        if (index != moment(clipRow.size())) {
            return;
        }
        clipRow.add(frame);
        if (source.isPresent()) {
            sourceRow.add(source.get().at(index));
        }
    }

    /** Index of the clip's frame in a column: from the first to the last one, evenly. */
    private int moment(int column) {
        int columns = Math.min(COLUMNS, frames);
        return columns == 1 ? 0 : (int) Math.round((double) column * (frames - 1) / (columns - 1));
    }

    @Override
    public void finish() throws IOException {
        int height = Math.min(MAX_FRAME_HEIGHT, Math.max(64, clipRow.get(0).height()));
        ContactSheet sheet = new ContactSheet(height);
        if (!sourceRow.isEmpty()) {
            sheet.row("driver", sourceRow);
        }
        sheet.row("clip", clipRow);
        try (OutputStream out = Files.newOutputStream(file)) {
            sheet.writePng(out);
        }
    }

    @Override
    public void close() {}
}
