package farm.vidstyle.video.decode;

import farm.vidstyle.video.frame.RgbFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds hard cuts while frames pass by. A cut changes what the picture contains (colour histogram) and where (a coarse grid of means), and
 * does so far more than the frames just before it; motion and lighting change less, or not suddenly. Dissolves are not found.
 */
public final class ShotDetector {
    private static final int GRID = 12;
    private static final int BINS = 8;
    private static final int SAMPLES_PER_SIDE = 96; // enough pixels for both, whatever the frame's size
    private static final double CUT_HISTOGRAM = 0.25; // share of pixels that changed their bin
    private static final double CUT_GRID = 0.08; // mean change of a cell, of full range
    private static final double SUDDENNESS = 3; // times the recent change
    private static final double MEMORY = 0.8;

    private final List<Long> firstFrames = new ArrayList<>();
    private float[] grid = new float[0];
    private float[] histogram = new float[0];
    private double recent;
    private long frames;

    /** Looks at the next frame; true if a shot begins with it. The very first frame always begins one. */
    public boolean accept(RgbFrame frame) {
        float[] newGrid = new float[GRID * GRID * RgbFrame.CHANNELS];
        float[] newHistogram = new float[BINS * RgbFrame.CHANNELS];
        sample(frame, newGrid, newHistogram);
        boolean cut = frames == 0;
        if (!cut) {
            double gridChange = meanDifference(grid, newGrid);
            double histogramChange = meanDifference(histogram, newHistogram) * BINS / 2;
            cut = gridChange > CUT_GRID && histogramChange > CUT_HISTOGRAM && gridChange > SUDDENNESS * recent;
            recent = cut ? 0 : MEMORY * recent + (1 - MEMORY) * gridChange;
        }
        if (cut) {
            firstFrames.add(frames);
        }
        grid = newGrid;
        histogram = newHistogram;
        frames++;
        return cut;
    }

    /** Indices of the first frames of all shots so far; begins with 0. */
    public List<Long> firstFrames() {
        return List.copyOf(firstFrames);
    }

    private static void sample(RgbFrame frame, float[] grid, float[] histogram) {
        int columns = Math.min(SAMPLES_PER_SIDE, frame.width());
        int rows = Math.min(SAMPLES_PER_SIDE, frame.height());
        int[] count = new int[GRID * GRID];
        for (int row = 0; row < rows; row++) {
            int y = (int) ((row + 0.5) * frame.height() / rows);
            for (int column = 0; column < columns; column++) {
                int x = (int) ((column + 0.5) * frame.width() / columns);
                int cell = y * GRID / frame.height() * GRID + x * GRID / frame.width();
                count[cell]++;
                int i = (y * frame.width() + x) * RgbFrame.CHANNELS;
                for (int c = 0; c < RgbFrame.CHANNELS; c++) {
                    int value = frame.rgb()[i + c] & 0xff;
                    grid[cell * RgbFrame.CHANNELS + c] += value / 255f;
                    histogram[c * BINS + value * BINS / 256] += 1f / (rows * columns);
                }
            }
        }
        for (int i = 0; i < grid.length; i++) {
            grid[i] /= Math.max(1, count[i / RgbFrame.CHANNELS]);
        }
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }
}
