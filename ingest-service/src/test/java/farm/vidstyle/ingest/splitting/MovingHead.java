package farm.vidstyle.ingest.splitting;

import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.face.Point;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A drawn head that moves and turns evenly, with black eyes, and where its landmarks are. */
final class MovingHead {
    static final int FRAMES = 40;
    static final PictureSize SIZE = new PictureSize(320, 240);

    private static final double EYE_RADIUS = 5;
    private static final List<Point> FACE =
            List.of(new Point(-16, -4), new Point(16, -4), new Point(0, 12), new Point(-12, 28), new Point(12, 28));

    private MovingHead() {}

    static Path video(Path file) throws IOException {
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, SIZE, 25)) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(frame(i));
            }
        }
        return file;
    }

    /** Its landmarks in JSON, of those frames. */
    static String track(IntPredicate frames) {
        return IntStream.range(0, FRAMES)
                .filter(frames)
                .mapToObj(i -> "{\"frame\": " + i + ", \"landmarks\": "
                        + landmarks(i).stream()
                                .map(p -> String.format(Locale.ROOT, "[%.6f, %.6f]", p.x(), p.y()))
                                .toList()
                        + "}")
                .collect(Collectors.joining(",", "{\"fps\": 25, \"frames\": [", "]}"));
    }

    private static List<Point> landmarks(int frame) {
        double angle = -0.4 + 0.02 * frame;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return FACE.stream()
                .map(p ->
                        new Point(90 + 3 * frame + cos * p.x() - sin * p.y(), 140 - frame + sin * p.x() + cos * p.y()))
                .toList();
    }

    private static RgbFrame frame(int frame) {
        List<Point> face = landmarks(frame);
        byte[] rgb = new byte[SIZE.width() * SIZE.height() * RgbFrame.CHANNELS];
        for (int y = 0, i = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                Point at = new Point(x + 0.5, y + 0.5);
                double skin = ink(at, face.get(2), 60);
                double eyes = Math.max(ink(at, face.get(0), EYE_RADIUS), ink(at, face.get(1), EYE_RADIUS));
                byte level = (byte) ((90 + 130 * skin) * (1 - eyes));
                rgb[i++] = level;
                rgb[i++] = level;
                rgb[i++] = level;
            }
        }
        return new RgbFrame(SIZE.width(), SIZE.height(), rgb, 0);
    }

    private static double ink(Point at, Point centre, double radius) {
        double distance = Math.hypot(at.x() - centre.x(), at.y() - centre.y());
        return Math.max(0, Math.min(1, radius + 0.5 - distance));
    }
}
