package farm.vidstyle.video.sheet;

import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PNG with one row of frames per clip and a label above each row. Frames are drawn at their own height up to a limit, beside each other
 * in the order given; the caller picks which and how many.
 */
public final class ContactSheet {
    private static final Logger LOG = LoggerFactory.getLogger(ContactSheet.class);
    private static final int GAP = 6;
    private static final int LABEL_HEIGHT = 22;
    private static final int LABEL_BASELINE = 16;
    private static final int MAX_PIXELS = 64_000_000;

    private final int frameHeight;
    private final List<Row> rows = new ArrayList<>();

    /** @param frameHeight in pixels, to which every frame is scaled, keeping its aspect */
    public ContactSheet(int frameHeight) {
        if (frameHeight < 1) {
            throw new IllegalArgumentException("frame height is " + frameHeight + "; expected at least 1 pixel");
        }
        this.frameHeight = frameHeight;
    }

    private record Row(String label, List<RgbFrame> frames) {}

    public ContactSheet row(String label, List<RgbFrame> frames) {
        rows.add(new Row(label, List.copyOf(frames)));
        return this;
    }

    public void writePng(OutputStream out) throws IOException {
        int width = rows.stream().mapToInt(this::width).max().orElse(0) + GAP;
        int height = rows.size() * (LABEL_HEIGHT + frameHeight + GAP) + GAP;
        if ((long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("the sheet would be " + width + "x" + height + "; at most " + MAX_PIXELS
                    + " pixels: take fewer frames or a smaller frame height than " + frameHeight);
        }
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int y = GAP;
        for (Row row : rows) {
            label(graphics, row.label, y + LABEL_BASELINE);
            draw(graphics, row, y + LABEL_HEIGHT);
            y += LABEL_HEIGHT + frameHeight + GAP;
        }
        graphics.dispose();
        if (!ImageIO.write(sheet, "png", out)) {
            throw new IOException("this Java runtime cannot write PNG");
        }
    }

    private int width(Row row) {
        return row.frames.stream().mapToInt(frame -> width(frame) + GAP).sum();
    }

    private int width(RgbFrame frame) {
        return Math.max(1, Math.round((float) frame.width() * frameHeight / frame.height()));
    }

    private void draw(Graphics2D graphics, Row row, int y) {
        int x = GAP;
        for (RgbFrame frame : row.frames) {
            graphics.drawImage(StillImage.toImage(frame), x, y, width(frame), frameHeight, null);
            x += width(frame) + GAP;
        }
    }

    /** A machine without a single font (a bare container) still gets its sheet, only without words. */
    private static void label(Graphics2D graphics, String text, int baseline) {
        try {
            graphics.setColor(Color.DARK_GRAY);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            graphics.drawString(text, GAP, baseline);
        } catch (InternalError | NoClassDefFoundError | NullPointerException e) {
            // what the runtime throws without fontconfig depends on its version; all of them mean the same
            LOG.atWarn()
                    .addKeyValue("label", text)
                    .addKeyValue("cause", e.toString())
                    .log("no font for a sheet's label");
        }
    }
}
