package farm.vidstyle.trainer.report;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a model makes of a batch, as a moving picture: a row for each video, columns for frames, reconstruction and edit. */
public final class ValidationClip {

    private static final double FPS = 10; // as the reference shows its clips

    private final PictureSize cell;
    private final int rows;
    private final List<List<byte[]>> columns;

    private ValidationClip(PictureSize cell, int rows, List<List<byte[]>> columns) {
        this.cell = cell;
        this.rows = rows;
        this.columns = columns;
    }

    /** Columns [T·B, 3, H, W] nominally in [-1, 1], time slow, of so many videos. */
    public static ValidationClip of(int videos, NDArray... columns) {
        long[] shape = columns[0].getShape().getShape();
        List<List<byte[]>> pictures = new ArrayList<>();
        for (NDArray column : columns) {
            pictures.add(Pixels.bytes(column));
        }
        return new ValidationClip(new PictureSize((int) shape[3], (int) shape[2]), videos, pictures);
    }

    public PictureSize size() {
        return new PictureSize(cell.width() * columns.size(), cell.height() * rows);
    }

    /** Writes {@code NAME.gif} and {@code NAME.mp4} and gives the GIF's bytes. */
    public byte[] write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path gif = folder.resolve(name + ".gif");
        write(gif, VideoFormat.GIF);
        write(folder.resolve(name + ".mp4"), VideoFormat.H264_MP4);
        return Files.readAllBytes(gif);
    }

    private void write(Path file, VideoFormat format) throws IOException {
        try (VideoWriter writer = VideoWriter.open(file, format, size(), FPS)) {
            for (int time = 0; time < columns.get(0).size() / rows; time++) {
                writer.write(frame(time));
            }
        }
    }

    private RgbFrame frame(int time) {
        PictureSize whole = size();
        int line = cell.width() * RgbFrame.CHANNELS;
        byte[] rgb = new byte[whole.width() * whole.height() * RgbFrame.CHANNELS];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                byte[] picture = columns.get(column).get(time * rows + row);
                for (int y = 0; y < cell.height(); y++) {
                    int to = ((row * cell.height() + y) * columns.size() + column) * line;
                    System.arraycopy(picture, y * line, rgb, to, line);
                }
            }
        }
        return new RgbFrame(whole.width(), whole.height(), rgb, time / FPS);
    }
}
