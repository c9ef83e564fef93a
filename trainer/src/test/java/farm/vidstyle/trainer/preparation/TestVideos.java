package farm.vidstyle.trainer.preparation;

import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small real videos, made on the spot. */
public final class TestVideos {
    public static final PictureSize SIZE = new PictureSize(48, 32);
    private static final double FPS = 25;

    private TestVideos() {}

    /** Lossless, so that frames can be compared. */
    public static Path write(Path file, int frames) throws IOException {
        Files.createDirectories(file.getParent());
        VideoFormat format = file.toString().endsWith(".mkv") ? VideoFormat.FFV1_MATROSKA : VideoFormat.H264_MP4;
        try (VideoWriter writer = VideoWriter.open(file, format, SIZE, FPS)) {
            for (int i = 0; i < frames; i++) {
                writer.write(frame(i));
            }
        }
        return file;
    }

    /** A picture of which no two are alike. */
    public static RgbFrame frame(int index) {
        byte[] rgb = new byte[SIZE.width() * SIZE.height() * RgbFrame.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7 + index * 31 + i / 97);
        }
        return new RgbFrame(SIZE.width(), SIZE.height(), rgb, 0);
    }
}
