package farm.vidstyle.video.face;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.Arrays;
import java.util.List;

/** Pictures with dots of known places, and where dots are in a picture. */
public final class Drawing {
    /** One colour per landmark; each dot is found again by being the only one so strong in its channels. */
    static final List<Integer> COLOURS = List.of(0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0x00ffff);

    private Drawing() {}

    /** Anti-aliased dots on black. */
    static RgbFrame dots(PictureSize size, List<Point> centres, double radius) {
        byte[] rgb = new byte[size.width() * size.height() * RgbFrame.CHANNELS];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++, i += RgbFrame.CHANNELS) {
                for (int p = 0; p < centres.size(); p++) {
                    double distance = Math.hypot(
                            x + 0.5 - centres.get(p).x(),
                            y + 0.5 - centres.get(p).y());
                    double ink = Math.max(0, Math.min(1, radius + 0.5 - distance));
                    for (int c = 0; c < RgbFrame.CHANNELS; c++) {
                        rgb[i + c] += (byte) (ink * ((COLOURS.get(p) >> (16 - 8 * c)) & 0xff));
                    }
                }
            }
        }
        return new RgbFrame(size.width(), size.height(), rgb, 0);
    }

    /** The centre of all that has the colour of a dot. */
    static Point centre(RgbFrame picture, int dot) {
        double weight = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double ink = likeness(picture.pixel(x, y), COLOURS.get(dot));
                weight += ink;
                sumX += ink * (x + 0.5);
                sumY += ink * (y + 0.5);
            }
        }
        return new Point(sumX / weight, sumY / weight);
    }

    /** How much of the colour shows: its weakest channel above the strongest of the others. */
    private static double likeness(int pixel, int colour) {
        int on = 255;
        int off = 0;
        for (int shift : List.of(0, 8, 16)) {
            int value = (pixel >> shift) & 0xff;
            if (((colour >> shift) & 0xff) == 0) {
                off = Math.max(off, value);
            } else {
                on = Math.min(on, value);
            }
        }
        return Math.max(0, on - off);
    }

    static RgbFrame grey(PictureSize size, int level) {
        byte[] rgb = new byte[size.width() * size.height() * RgbFrame.CHANNELS];
        Arrays.fill(rgb, (byte) level);
        return new RgbFrame(size.width(), size.height(), rgb, 0);
    }
}
