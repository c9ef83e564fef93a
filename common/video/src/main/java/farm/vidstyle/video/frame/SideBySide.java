package farm.vidstyle.video.frame;

/** Two frames in one picture, the second scaled to the height of the first: what a comparison view is made of. */
public final class SideBySide {
    private static final int GAP = 4;

    private SideBySide() {}

    /** The size that {@link #of} gives for frames of these sizes. */
    public static PictureSize size(PictureSize left, PictureSize right) {
        return new PictureSize(left.width() + GAP + fitted(left, right).width(), left.height());
    }

    /** At the time of the left frame. */
    public static RgbFrame of(RgbFrame left, RgbFrame right) {
        PictureSize size = size(left.size(), right.size());
        RgbFrame fitted = Resampler.resample(right, Box.whole(right.size()), fitted(left.size(), right.size()));
        byte[] rgb = new byte[size.width() * size.height() * RgbFrame.CHANNELS];
        int leftRow = left.width() * RgbFrame.CHANNELS;
        int rightRow = fitted.width() * RgbFrame.CHANNELS;
        for (int y = 0; y < size.height(); y++) {
            int row = y * size.width() * RgbFrame.CHANNELS;
            System.arraycopy(left.rgb(), y * leftRow, rgb, row, leftRow);
            System.arraycopy(fitted.rgb(), y * rightRow, rgb, row + leftRow + GAP * RgbFrame.CHANNELS, rightRow);
        }
        return new RgbFrame(size.width(), size.height(), rgb, left.seconds());
    }

    private static PictureSize fitted(PictureSize left, PictureSize right) {
        long width = Math.round((double) right.width() * left.height() / right.height());
        return new PictureSize((int) Math.max(1, width), left.height());
    }
}
