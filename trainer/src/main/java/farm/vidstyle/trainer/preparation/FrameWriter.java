package farm.vidstyle.trainer.preparation;

import farm.vidstyle.trainer.layout.FrameSettings;
import farm.vidstyle.video.align.Aligner;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import farm.vidstyle.video.still.StillImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a video's frames as {@code 000.png}, {@code 001.png}, …, one in memory at a time. */
final class FrameWriter {
    /** The user's own videos: wide enough for any of them, and still a stop for a header that lies. */
    private static final Limits LIMITS = new Limits(1L << 40, 24 * 3600, 8192L * 8192, 10_000_000);

    /** Two, for what does not move is no video to learn from. */
    private static final int FEWEST_FRAMES = 2;

    private static final int DIGITS = 3;
    private static final double SLACK_SECONDS = 1e-3; // Matroska rounds times to milliseconds

    private final FrameSettings settings;
    private final VideoAligners aligners;
    private final Path folder;

    FrameWriter(FrameSettings settings, VideoAligners aligners, Path folder) {
        this.settings = settings;
        this.aligners = aligners;
        this.folder = folder;
    }

    /**
     * How many frames there are now.
     *
     * @throws StorageException where a frame cannot be written
     * @throws IOException where the video cannot be read
     */
    int write(Path video) throws IOException {
        VideoInfo info = VideoProbe.probe(video, LIMITS);
        String name = "%0" + Math.max(DIGITS, Long.toString(info.frames() - 1).length()) + "d.png";
        Aligner aligner = aligners.prepare(video, LIMITS);
        int seen = 0;
        int written = 0;
        double due = 0;
        try (FrameStream frames = FrameStream.open(video, LIMITS)) {
            while (frames.hasNext()) {
                RgbFrame frame = frames.next();
                int index = seen++;
                if (index >= settings.skip() && frame.seconds() >= due - SLACK_SECONDS) {
                    write(
                            aligner.align(index, frame).frame(),
                            folder.resolve(String.format(Locale.ROOT, name, written)));
                    written++;
                    due = next(Math.max(due, frame.seconds()));
                }
            }
        }
        if (written < FEWEST_FRAMES) {
            throw new IOException("gives " + written + " of its " + seen + " frames; expected at least " + FEWEST_FRAMES
                    + " to learn motion from");
        }
        return written;
    }

    /** When the next frame is due after one at {@code seconds}: on a grid, lest a frame that comes late delays all others. */
    private double next(double seconds) {
        if (settings.fps() == 0) {
            return 0;
        }
        return (Math.floor((seconds + SLACK_SECONDS) * settings.fps()) + 1) / settings.fps();
    }

    private static void write(RgbFrame frame, Path file) throws StorageException {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            StillImage.writePng(frame, png);
            Files.write(file, png.toByteArray());
        } catch (IOException e) {
            throw new StorageException(file, e);
        }
    }
}
