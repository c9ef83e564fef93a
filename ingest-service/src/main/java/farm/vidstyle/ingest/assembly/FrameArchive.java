package farm.vidstyle.ingest.assembly;

import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The frames as {@code 000.png}, {@code 001.png}, … in one archive: the reference's layout of a dataset, without an object for
 * every frame. Stored, not deflated: PNG is compressed already.
 */
final class FrameArchive implements Extra {
    static final String NAME = "frames.zip";

    private final ZipOutputStream zip;

    FrameArchive(Path file) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        zip.setLevel(0);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void add(int index, RgbFrame frame) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        StillImage.writePng(frame, png);
        ZipEntry entry = new ZipEntry(String.format(Locale.ROOT, "%03d.png", index));
        entry.setTime(0); // the same frames give the same bytes
        zip.putNextEntry(entry);
        zip.write(png.toByteArray());
        zip.closeEntry();
    }

    @Override
    public void finish() throws IOException {
        zip.close();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
