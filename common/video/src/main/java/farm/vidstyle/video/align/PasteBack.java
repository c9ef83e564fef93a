package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;

/**
 * Puts a rendered picture back to where its aligned frame was taken from. Towards the border of the picture it fades into the source, so that
 * no seam shows.
 */
public final class PasteBack {
    /** Of the shorter side: wide enough to hide a difference in brightness, narrow enough to leave a face of FFHQ's crop whole. */
    public static final double DEFAULT_FEATHER = 0.1;

    private final Affine fromSource;
    private final PictureSize aligned;
    private final double feather;

    /**
     * @param fromSource as stored with the frame
     * @param aligned the size of the frame it leads to
     * @param feather the width of the fading border, as a share of the shorter side; 0 for a hard edge
     */
    public PasteBack(Affine fromSource, PictureSize aligned, double feather) {
        if (!(feather >= 0 && feather <= 0.5)) {
            throw new IllegalArgumentException("feather is " + feather + "; expected a share from 0 to 0.5");
        }
        this.fromSource = fromSource;
        this.aligned = aligned;
        this.feather = feather;
    }

    /**
     * The source with the picture in it; at the time of the source.
     *
     * @param rendered of any size: it shows what the aligned frame showed
     */
    public RgbFrame paste(RgbFrame rendered, RgbFrame source) {
        Affine toRendered = fromSource.then(Affine.resize(aligned, rendered.size()));
        Sampler sampler = new Sampler(rendered, toRendered);
        Span columns = Span.of(toRendered.inverse(), rendered.size(), true).within(source.width());
        Span rows = Span.of(toRendered.inverse(), rendered.size(), false).within(source.height());
        byte[] rgb = source.rgb().clone();
        float[] colour = new float[RgbFrame.CHANNELS];
        for (int y = rows.from; y < rows.to; y++) {
            for (int x = columns.from; x < columns.to; x++) {
                double u = toRendered.x(x + 0.5, y + 0.5);
                double v = toRendered.y(x + 0.5, y + 0.5);
                float share = share(u, v, rendered.size());
                if (share > 0) {
                    sampler.sample(u, v, colour);
                    blend(colour, share, rgb, (y * source.width() + x) * RgbFrame.CHANNELS);
                }
            }
        }
        return new RgbFrame(source.width(), source.height(), rgb, source.seconds());
    }

    /** How much of the rendered picture shows at a point of it: all inside, nothing outside, smooth in between. */
    private float share(double u, double v, PictureSize size) {
        double inside = Math.min(Math.min(u, size.width() - u), Math.min(v, size.height() - v));
        if (inside <= 0) {
            return 0;
        }
        double t = Math.min(1, inside / Math.max(1e-9, feather * Math.min(size.width(), size.height())));
        return (float) (t * t * (3 - 2 * t));
    }

    private static void blend(float[] colour, float share, byte[] rgb, int at) {
        for (int c = 0; c < RgbFrame.CHANNELS; c++) {
            rgb[at + c] = Warp.toByte(share * colour[c] + (1 - share) * (rgb[at + c] & 0xff));
        }
    }

    /** From the first to before the last row or column that the picture may touch. */
    private record Span(int from, int to) {
        static Span of(Affine toSource, PictureSize size, boolean horizontal) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 4; corner++) {
                double u = (corner & 1) * size.width();
                double v = (corner >> 1) * size.height();
                double place = horizontal ? toSource.x(u, v) : toSource.y(u, v);
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
            return new Span((int) Math.floor(low), (int) Math.ceil(high));
        }

        Span within(int length) {
            return new Span(Math.max(0, from), Math.min(length, to));
        }
    }
}
