package farm.vidstyle.ingest.assembly;

import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;

/** Two pictures in one, the left one brought to the right one's height. */
final class SideBySide {
    private SideBySide() {}

    static RgbFrame of(RgbFrame left, RgbFrame right) {
        int width = Math.max(1, Math.round((float) left.width() * right.height() / left.height()));
        RgbFrame scaled = Resampler.resample(left, Box.whole(left.size()), new PictureSize(width, right.height()));
        int leftRow = scaled.width() * RgbFrame.CHANNELS;
        int rightRow = right.width() * RgbFrame.CHANNELS;
        byte[] rgb = new byte[(leftRow + rightRow) * right.height()];
        for (int y = 0; y < right.height(); y++) {
            System.arraycopy(scaled.rgb(), y * leftRow, rgb, y * (leftRow + rightRow), leftRow);
            System.arraycopy(right.rgb(), y * rightRow, rgb, y * (leftRow + rightRow) + leftRow, rightRow);
        }
        return new RgbFrame(scaled.width() + right.width(), right.height(), rgb, right.seconds());
    }
}
