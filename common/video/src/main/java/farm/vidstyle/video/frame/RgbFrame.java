package farm.vidstyle.video.frame;

import java.util.Arrays;

/**
 * An upright, opaque picture of 8-bit RGB and the time it is shown. The array is handed over, not copied: who makes a frame no longer
 * writes to it.
 *
 * @param rgb interleaved red, green, blue; row by row from the top, without padding
 * @param seconds since the first frame of its video
 */
@SuppressWarnings(
        "ArrayRecordComponent") // megabytes per frame: a defensive copy or a list of bytes would be the cost of the
// farm
public record RgbFrame(int width, int height, byte[] rgb, double seconds) {
    public static final int CHANNELS = 3;

    public RgbFrame {
        if (width < 1 || height < 1 || rgb.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException("frame of " + width + "x" + height + " has " + rgb.length
                    + " bytes; expected " + (long) width * height * CHANNELS);
        }
    }

    public PictureSize size() {
        return new PictureSize(width, height);
    }

    /** The same picture at another time; the pixels are shared. */
    public RgbFrame at(double otherSeconds) {
        return new RgbFrame(width, height, rgb, otherSeconds);
    }

    /** The pixel as 0xRRGGBB. */
    public int pixel(int x, int y) {
        int i = (y * width + x) * CHANNELS;
        return (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbFrame that
                && width == that.width
                && height == that.height
                && Double.compare(seconds, that.seconds) == 0
                && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rgb) + Double.hashCode(seconds);
    }

    @Override
    public String toString() {
        return "RgbFrame[" + width + "x" + height + " at " + seconds + " s, "
                + Integer.toHexString(Arrays.hashCode(rgb)) + "]";
    }
}
