package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.Cubic;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;

/**
 * The colours of a picture between its pixels, for a picture that is taken from it by any affine transform. The cubic filter widens where
 * the taken picture is smaller, so that nothing aliases; far smaller ones are taken from a picture shrunk before, so that a
 * point never costs more than some hundred pixels.
 *
 * <p>Beyond its edges the picture is mirrored. FFHQ is filled in that way, so it is what the models saw; repeated edge pixels would be
 * streaks that no picture has. FFHQ also blurs what it mirrored, which is left out: the blur would change with the crop from frame to frame.
 */
final class Sampler {
    private static final double MAX_STEP = 4;

    private final RgbFrame picture;
    private final double scaleX;
    private final double scaleY;
    private final Taps columns;
    private final Taps rows;

    /** @param toPicture from the pixels of the picture that is taken to those of this one */
    Sampler(RgbFrame whole, Affine toPicture) {
        double stepX = Math.hypot(toPicture.a(), toPicture.b());
        double stepY = Math.hypot(toPicture.d(), toPicture.e());
        PictureSize size = new PictureSize(shrunk(whole.width(), stepX), shrunk(whole.height(), stepY));
        picture = Resampler.resample(whole, Box.whole(whole.size()), size);
        scaleX = (double) size.width() / whole.width();
        scaleY = (double) size.height() / whole.height();
        columns = new Taps(size.width(), stepX * scaleX, RgbFrame.CHANNELS);
        rows = new Taps(size.height(), stepY * scaleY, size.width() * RgbFrame.CHANNELS);
    }

    /** By whole factors, so that crops of nearly the same size are taken from the very same picture. */
    private static int shrunk(int length, double step) {
        double factor = Math.max(1, Math.floor(2 * step / MAX_STEP));
        return (int) Math.max(1, Math.round(length / factor));
    }

    /** Writes red, green and blue at a point, each from 0 to 255 but for the filter's overshoot. */
    void sample(double x, double y, float[] rgb) {
        columns.place(x * scaleX);
        rows.place(y * scaleY);
        byte[] pixels = picture.rgb();
        int[] column = columns.offset;
        float[] share = columns.weight;
        int count = columns.count;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int r = 0; r < rows.count; r++) {
            int row = rows.offset[r];
            float rowRed = 0;
            float rowGreen = 0;
            float rowBlue = 0;
            for (int c = 0; c < count; c++) {
                int i = row + column[c];
                rowRed += share[c] * (pixels[i] & 0xff);
                rowGreen += share[c] * (pixels[i + 1] & 0xff);
                rowBlue += share[c] * (pixels[i + 2] & 0xff);
            }
            red += rows.weight[r] * rowRed;
            green += rows.weight[r] * rowGreen;
            blue += rows.weight[r] * rowBlue;
        }
        rgb[0] = red;
        rgb[1] = green;
        rgb[2] = blue;
    }

    /** Which pixels of a row or column count at a place, where in memory they begin, and how much they count. */
    private static final class Taps {
        private final int length;
        private final double widening;
        private final int stride;
        private final int[] offset;
        private final float[] weight;
        private int count;

        Taps(int length, double step, int stride) {
            this.length = length;
            this.stride = stride;
            widening = Math.max(1, step);
            int most = (int) Math.ceil(2 * Cubic.SUPPORT * widening) + 1;
            offset = new int[most];
            weight = new float[most];
        }

        void place(double centre) {
            double support = Cubic.SUPPORT * widening;
            long first = (long) Math.ceil(centre - support - 0.5);
            long last = (long) Math.floor(centre + support - 0.5);
            count = (int) (last - first) + 1;
            float total = 0;
            for (int k = 0; k < count; k++) {
                offset[k] = mirrored(first + k) * stride;
                weight[k] = (float) Cubic.weight((first + k + 0.5 - centre) / widening);
                total += weight[k];
            }
            for (int k = 0; k < count; k++) {
                weight[k] /= total;
            }
        }

        private int mirrored(long position) {
            if (position >= 0 && position < length) {
                return (int) position; // nearly always, and a division is dear
            }
            long folded = Math.floorMod(position, 2L * length);
            return (int) (folded < length ? folded : 2L * length - 1 - folded);
        }
    }
}
