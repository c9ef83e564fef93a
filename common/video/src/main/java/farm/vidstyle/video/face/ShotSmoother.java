package farm.vidstyle.video.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Smooths the crops of one shot: at every frame, a straight line is fitted to the frames around it, nearer ones counting more (Gaussian), and
 * its value at the frame is taken. It looks as far forwards as backwards, so it does not lag; straight motion passes unchanged, at
 * the ends of a shot and at uneven times too, where a plain mean would drag behind.
 */
final class ShotSmoother {
    /** Detectors jitter from frame to frame; heads nod and shake below 3 Hz, which this leaves alone for the most part. */
    private static final double SIGMA_SECONDS = 0.08;

    private static final double REACH = 3; // sigmas
    private static final int DIMENSIONS = 4;

    private ShotSmoother() {}

    /** @param seen in at least one frame */
    static List<FaceCrop> smooth(List<Optional<FaceCrop>> seen, List<Double> seconds) {
        double[] times = seconds.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] rows = new double[seen.size()][];
        List<Integer> known = known(seen, rows);
        bridge(known, rows, times);
        List<FaceCrop> smooth = new ArrayList<>(rows.length);
        int from = 0;
        for (int i = 0; i < rows.length; i++) {
            while (times[i] - times[from] > REACH * SIGMA_SECONDS) {
                from++;
            }
            smooth.add(crop(fit(rows, times, from, i)));
        }
        return smooth;
    }

    /** Fills in the rows of what was seen. Sizes by their logarithm; angles count on past half a turn, so that none jumps. */
    private static List<Integer> known(List<Optional<FaceCrop>> seen, double[][] rows) {
        List<Integer> known = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < rows.length; i++) {
            if (seen.get(i).isPresent()) {
                FaceCrop crop = seen.get(i).get();
                double turns = Math.rint((before - crop.angle()) / (2 * Math.PI));
                before = crop.angle() + turns * 2 * Math.PI;
                rows[i] = new double[] {crop.centreX(), crop.centreY(), Math.log(crop.size()), before};
                known.add(i);
            }
        }
        return known;
    }

    /** Straight lines across gaps; before the first and after the last the nearest one. */
    private static void bridge(List<Integer> known, double[][] rows, double[] times) {
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            while (next < known.size() && known.get(next) < i) {
                next++;
            }
            int right = known.get(Math.min(next, known.size() - 1));
            int left = known.get(Math.max(0, next - 1));
            if (right != i) {
                double way = right > left ? (times[i] - times[left]) / (times[right] - times[left]) : 0;
                rows[i] = between(rows[left], rows[right], Math.max(0, Math.min(1, way)));
            }
        }
    }

    private static double[] between(double[] left, double[] right, double way) {
        double[] row = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            row[d] = left[d] + way * (right[d] - left[d]);
        }
        return row;
    }

    /** Weighted least squares of value = level + slope·(time - times[at]); returns the levels. */
    private static double[] fit(double[][] rows, double[] times, int from, int at) {
        double w = 0;
        double wt = 0;
        double wtt = 0;
        double[] wy = new double[DIMENSIONS];
        double[] wty = new double[DIMENSIONS];
        for (int i = from; i < rows.length && times[i] - times[at] <= REACH * SIGMA_SECONDS; i++) {
            double t = (times[i] - times[at]) / SIGMA_SECONDS;
            double weight = Math.exp(-t * t / 2);
            w += weight;
            wt += weight * t;
            wtt += weight * t * t;
            for (int d = 0; d < DIMENSIONS; d++) {
                double y = rows[i][d] - rows[at][d];
                wy[d] += weight * y;
                wty[d] += weight * t * y;
            }
        }
        double determinant = w * wtt - wt * wt;
        double[] levels = rows[at].clone();
        if (determinant > 0) { // a frame without neighbours stays as it is
            for (int d = 0; d < DIMENSIONS; d++) {
                levels[d] += (wtt * wy[d] - wt * wty[d]) / determinant;
            }
        }
        return levels;
    }

    private static FaceCrop crop(double[] row) {
        return new FaceCrop(row[0], row[1], Math.exp(row[2]), Math.IEEEremainder(row[3], 2 * Math.PI));
    }
}
