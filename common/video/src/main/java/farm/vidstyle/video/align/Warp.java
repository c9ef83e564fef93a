package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;

/** Takes pictures that are turned, scaled and shifted against their source. */
public final class Warp {
    private static final float HALF = 0.5f; // rounds to nearest

    private Warp() {}

    /** @param fromSource from the source's pixels to those of the picture that is taken */
    public static RgbFrame take(RgbFrame source, Affine fromSource, PictureSize target) {
        Affine toSource = fromSource.inverse();
        Sampler sampler = new Sampler(source, toSource);
        byte[] rgb = new byte[target.width() * target.height() * RgbFrame.CHANNELS];
        float[] colour = new float[RgbFrame.CHANNELS];
        int o = 0;
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                sampler.sample(toSource.x(x + 0.5, y + 0.5), toSource.y(x + 0.5, y + 0.5), colour);
                for (float value : colour) {
                    rgb[o++] = toByte(value);
                }
            }
        }
        return new RgbFrame(target.width(), target.height(), rgb, source.seconds());
    }

    static byte toByte(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value + HALF)));
    }
}
