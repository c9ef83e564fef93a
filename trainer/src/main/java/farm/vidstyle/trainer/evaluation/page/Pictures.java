package farm.vidstyle.trainer.evaluation.page;

import farm.vidstyle.trainer.evaluation.Exhibit;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pictures [3, H, W] in [-1, 1] as PNG, and films of them as GIF. */
final class Pictures {

    private static final double FPS = 10; // GIF counts hundredths of a second

    private Pictures() {}

    static void writePng(float[] picture, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            StillImage.writePng(frame(picture), out);
        }
    }

    static void writeGif(Exhibit.Film film, Path file) throws IOException {
        int size = side(film.frames().get(0));
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.GIF, new PictureSize(size, size), FPS)) {
            for (float[] picture : film.frames()) {
                writer.write(frame(picture));
            }
        }
    }

    private static int side(float[] picture) {
        return (int) Math.round(Math.sqrt(picture.length / 3.0));
    }

    private static RgbFrame frame(float[] picture) {
        int side = side(picture);
        int plane = side * side;
        byte[] rgb = new byte[picture.length];
        for (int i = 0; i < rgb.length; i++) {
            float value = Math.min(1, Math.max(-1, picture[i % 3 * plane + i / 3]));
            rgb[i] = (byte) Math.round((value + 1) * 127.5f);
        }
        return new RgbFrame(side, side, rgb, 0);
    }
}
