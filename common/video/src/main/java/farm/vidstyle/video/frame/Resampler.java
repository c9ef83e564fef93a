package farm.vidstyle.video.frame;

import java.util.Arrays;

/**
 * Separable cubic resampling (a = -0.5) whose kernel widens when the picture shrinks, so that nothing aliases; the same family of filter as
 * Pillow's, on which the models were trained. Plain float arithmetic in a fixed order: every machine computes the same pixels.
 * swscale is not used for this, because it passes RGB through subsampled YUV on the way.
 */
public final class Resampler {
    private Resampler() {}

    /** The part of the picture inside the box, at another size. */
    public static RgbFrame resample(RgbFrame source, Box box, PictureSize target) {
        if (box.equals(Box.whole(source.size())) && target.equals(source.size())) {
            return source;
        }
        Taps columns = Taps.of(source.width(), box.x(), box.width(), target.width());
        Taps rows = Taps.of(source.height(), box.y(), box.height(), target.height());
        int firstRow = rows.start[0];
        int lastRow = rows.start[target.height() - 1] + rows.count[target.height() - 1];
        float[] narrow = horizontally(source, columns, firstRow, lastRow);
        return new RgbFrame(
                target.width(), target.height(), vertically(narrow, rows, firstRow, target), source.seconds());
    }

    private static float[] horizontally(RgbFrame source, Taps taps, int firstRow, int lastRow) {
        int width = taps.start.length;
        byte[] rgb = source.rgb();
        float[] out = new float[(lastRow - firstRow) * width * RgbFrame.CHANNELS];
        int o = 0;
        for (int y = firstRow; y < lastRow; y++) {
            for (int x = 0; x < width; x++) {
                int i = (y * source.width() + taps.start[x]) * RgbFrame.CHANNELS;
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int k = x * taps.stride, end = k + taps.count[x]; k < end; k++, i += RgbFrame.CHANNELS) {
                    float weight = taps.weights[k];
                    red += weight * (rgb[i] & 0xff);
                    green += weight * (rgb[i + 1] & 0xff);
                    blue += weight * (rgb[i + 2] & 0xff);
                }
                out[o++] = red;
                out[o++] = green;
                out[o++] = blue;
            }
        }
        return out;
    }

    private static byte[] vertically(float[] narrow, Taps taps, int firstRow, PictureSize target) {
        int row = target.width() * RgbFrame.CHANNELS;
        byte[] out = new byte[target.height() * row];
        float[] sum = new float[row];
        for (int y = 0; y < target.height(); y++) {
            Arrays.fill(sum, 0.5f); // rounds to nearest below
            for (int k = 0; k < taps.count[y]; k++) {
                float weight = taps.weights[y * taps.stride + k];
                int i = (taps.start[y] + k - firstRow) * row;
                for (int x = 0; x < row; x++) {
                    sum[x] += weight * narrow[i + x];
                }
            }
            for (int x = 0; x < row; x++) {
                out[y * row + x] = (byte) Math.max(0, Math.min(255, (int) sum[x]));
            }
        }
        return out;
    }

    /** For each target position, which source positions count and how much. */
    private record Taps(int[] start, int[] count, float[] weights, int stride) {
        static Taps of(int sourceLength, double boxStart, double boxLength, int targetLength) {
            double scale = boxLength / targetLength;
            double widening = Math.max(1, scale);
            double support = Cubic.SUPPORT * widening;
            int stride = (int) Math.ceil(support) * 2 + 1;
            Taps taps =
                    new Taps(new int[targetLength], new int[targetLength], new float[targetLength * stride], stride);
            double[] line = new double[stride];
            for (int t = 0; t < targetLength; t++) {
                double centre = boxStart + (t + 0.5) * scale;
                int from = Math.min(sourceLength - 1, Math.max(0, (int) (centre - support + 0.5)));
                int to = Math.max(from + 1, Math.min(sourceLength, (int) (centre + support + 0.5)));
                double total = 0;
                for (int s = from; s < to; s++) {
                    line[s - from] = Cubic.weight((s + 0.5 - centre) / widening);
                    total += line[s - from];
                }
                taps.start[t] = from;
                taps.count[t] = to - from;
                for (int k = 0; k < to - from; k++) {
                    taps.weights[t * stride + k] = (float) (total == 0 ? 1.0 / (to - from) : line[k] / total);
                }
            }
            return taps;
        }
    }
}
