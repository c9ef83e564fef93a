package farm.vidstyle.trainer.evaluation;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Rows of pictures side by side, written as one PNG for people to look at. */
public final class PictureSheet {

    private static final int GAP = 2;

    private final int size;
    private final List<List<float[]>> rows = new ArrayList<>();

    public PictureSheet(int size) {
        this.size = size;
    }

    /** Adds a row of frames, each [3, H, W] in [-1, 1]. */
    public void row(List<float[]> frames) {
        for (float[] frame : frames) {
            if (frame.length != 3 * size * size) {
                throw new IllegalArgumentException(
                        "a frame has " + frame.length + " values; expected 3 x " + size + " x " + size);
            }
        }
        rows.add(List.copyOf(frames));
    }

    public void write(Path file) throws IOException {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        BufferedImage sheet = new BufferedImage(
                columns * (size + GAP), Math.max(1, rows.size()) * (size + GAP), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                draw(rows.get(row).get(column), sheet, column * (size + GAP), row * (size + GAP));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", file.toFile());
    }

    private void draw(float[] frame, BufferedImage sheet, int left, int top) {
        int plane = size * size;
        for (int pixel = 0; pixel < plane; pixel++) {
            int rgb =
                    (level(frame[pixel]) << 16) | (level(frame[pixel + plane]) << 8) | level(frame[pixel + 2 * plane]);
            sheet.setRGB(left + pixel % size, top + pixel / size, rgb);
        }
    }

    private static int level(float value) {
        return Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5f);
    }
}
