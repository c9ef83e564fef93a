package farm.vidstyle.video.still;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Frames to PNG and back; PNG, JPEG, BMP and GIF photos to frames. */
public final class StillImage {
    private StillImage() {}

    public static void writePng(RgbFrame frame, OutputStream out) throws IOException {
        if (!ImageIO.write(toImage(frame), "png", out)) {
            throw new IOException("this Java runtime cannot write PNG");
        }
    }

    /** Writes {@code 000.png}, {@code 001.png}, … into a folder, the layout of the reference's datasets; more digits where needed. */
    public static void writeSequence(Iterator<RgbFrame> frames, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; frames.hasNext(); i++) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(String.format(Locale.ROOT, "%03d.png", i)))) {
                writePng(frames.next(), out);
            }
        }
    }

    /**
     * Reads a picture from outside; alpha is composed over black.
     *
     * @throws VideoRefusedException if it is no picture, damaged, or has more pixels than allowed
     */
    public static RgbFrame read(InputStream in, Limits limits) throws IOException {
        try (ImageInputStream bytes = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                throw new VideoRefusedException(
                        Refusal.NOT_A_VIDEO,
                        "the file is not a picture that can be read; expected PNG, JPEG, BMP or GIF");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(bytes, true, true);
                limits.checkSize(new PictureSize(reader.getWidth(0), reader.getHeight(0)));
                return toFrame(reader.read(0));
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // the readers of the runtime answer damage with any of these
                throw new VideoRefusedException(Refusal.CORRUPT, "the picture is damaged: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    public static BufferedImage toImage(RgbFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                image.setRGB(x, y, frame.pixel(x, y));
            }
        }
        return image;
    }

    /** The picture at time 0. */
    public static RgbFrame toFrame(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.BLACK, null);
        graphics.dispose();
        int[] pixels = opaque.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] rgb = new byte[pixels.length * RgbFrame.CHANNELS];
        for (int i = 0, o = 0; i < pixels.length; i++) {
            rgb[o++] = (byte) (pixels[i] >> 16);
            rgb[o++] = (byte) (pixels[i] >> 8);
            rgb[o++] = (byte) pixels[i];
        }
        return new RgbFrame(image.getWidth(), image.getHeight(), rgb, 0);
    }
}
