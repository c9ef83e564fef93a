package farm.vidstyle.trainer.evaluation.judge;

import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.PoseAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Recovers the pose of a known person from a picture, from coarse to fine: the nearest of some hundred poses drawn at random is refined by
 * Levenberg-Marquardt on the pixels, with the renderer's own differences as derivatives, from several turns of the head; every axis of the
 * face is also tried over its whole range, for a mouth or an eye that a wrong turn had closed. Each picture is fitted on its own; no truth and no neighbour in time is used.
 */
public final class PoseFitter {

    private static final int HYPOTHESES = 250;
    private static final double[] TURNS = {-0.75, -0.25, 0.25, 0.75};
    private static final int TURNED_STEPS = 4; // while turned so
    private static final int FREE_STEPS = 3;
    private static final int FINALISTS = 2;
    private static final double[] SWEPT = {-0.9, -0.5, -0.1, 0.3, 0.7};
    /** All but where the head is, which shows in every pixel. */
    private static final List<PoseAxis> SWEPT_AXES = PoseAxis.ALL.stream()
            .filter(axis -> !Set.of(PoseAxis.SHIFT_X, PoseAxis.SHIFT_Y, PoseAxis.SCALE, PoseAxis.ROLL)
                    .contains(axis))
            .toList();

    private static final int LAST_STEPS = 2; // in full detail
    private static final double DIFFERENCE = 0.06; // of a normalised axis, below a pixel of movement
    private static final double FIRST_DAMPING = 0.03;
    private static final double RIDGE = 0.02; // holds axes still that cannot be seen

    private final Sight coarse;
    private final Sight fine;

    /** Looks at pictures of {@code size} pixels a side. */
    public PoseFitter(int size) {
        coarse = new Sight(size, Sight.COARSE);
        fine = new Sight(size, Sight.FINE);
    }

    /** A pose in [-1, 1] per axis and how far its drawing is from the picture. */
    private record Fit(double[] pose, double error) {}

    /** The pose in each of the pictures, in [-1, 1] per axis. */
    public double[][] poses(List<float[]> pictures, HeadAppearance who) {
        SplittableRandom random = new SplittableRandom(HYPOTHESES);
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < HYPOTHESES; i++) {
            drawn.add(normalised(HeadPose.draw(random)));
        }
        List<float[]> frames = drawn.parallelStream()
                .map(pose -> coarse.draw(who, denormalised(pose)))
                .toList();
        return IntStream.range(0, pictures.size())
                .parallel()
                .mapToObj(i -> search(pictures.get(i), who, drawn, frames))
                .toArray(double[][]::new);
    }

    private double[] search(float[] picture, HeadAppearance who, List<double[]> poses, List<float[]> frames) {
        Target rough = new Target(coarse, coarse.see(picture), who);
        double[] errors = frames.stream()
                .mapToDouble(frame -> Sight.error(frame, rough.seen()))
                .toArray();
        Target clear = new Target(fine, fine.see(picture), who);
        int nearest = IntStream.range(0, errors.length).reduce(0, (best, i) -> errors[i] < errors[best] ? i : best);
        return Arrays.stream(TURNS)
                .mapToObj(turn -> rough.turned(poses.get(nearest), turn))
                .sorted(Comparator.comparingDouble(Fit::error))
                .limit(FINALISTS)
                .map(fit -> clear.refine(fit.pose(), LAST_STEPS)) // averaged pixels may prefer a wrong pose
                .min(Comparator.comparingDouble(Fit::error))
                .orElseThrow()
                .pose();
    }

    /** Walks from a pose, in [-1, 1] per axis, towards one whose coarse drawing is nearer to the picture. */
    double[] refine(float[] picture, HeadAppearance who, double[] start, int steps) {
        return new Target(coarse, coarse.see(picture), who).refine(start, steps).pose();
    }

    /** A picture of a person as it is looked at. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one search
    private record Target(Sight sight, float[] seen, HeadAppearance who) {

        Fit at(double[] pose) {
            return new Fit(pose, Sight.error(draw(pose), seen));
        }

        /**
         * The best pose from one that is first held turned: a head may look alike when turned the other way and moved a little, which no
         * small step leaves.
         */
        Fit turned(double[] start, double turn) {
            double[] held = start.clone();
            held[PoseAxis.YAW.place()] = turn;
            Fit moved = refine(held, TURNED_STEPS, 0);
            return refine(swept(moved).pose(), FREE_STEPS);
        }

        /** The best of the poses that differ in one axis at most. */
        Fit swept(Fit start) {
            Fit best = start;
            for (PoseAxis axis : SWEPT_AXES) {
                for (double value : SWEPT) {
                    double[] other = best.pose().clone();
                    other[axis.place()] = value;
                    Fit tried = at(other);
                    best = tried.error() < best.error() ? tried : best;
                }
            }
            return best;
        }

        Fit refine(double[] start, int steps) {
            return refine(start, steps, 1);
        }

        /** With the head's turn free (1) or held (0). */
        private Fit refine(double[] start, int steps, int turning) {
            double[] pose = start.clone();
            float[] drawn = draw(pose);
            double error = Sight.error(drawn, seen);
            double damping = FIRST_DAMPING;
            for (int step = 0; step < steps; step++) {
                double[] change = change(seen, drawn, derivatives(pose, drawn), damping);
                change[PoseAxis.YAW.place()] *= turning;
                double[] next = moved(pose, change);
                float[] nextDrawn = draw(next);
                double nextError = Sight.error(nextDrawn, seen);
                if (nextError < error) {
                    pose = next;
                    drawn = nextDrawn;
                    error = nextError;
                    damping *= 0.3;
                } else {
                    damping *= 8;
                }
            }
            return new Fit(pose, error);
        }

        private static double[] moved(double[] pose, double[] change) {
            double[] next = new double[pose.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = Math.min(1, Math.max(-1, pose[i] + change[i]));
            }
            return next;
        }

        private float[][] derivatives(double[] pose, float[] drawn) {
            float[][] slopes = new float[pose.length][];
            for (int axis = 0; axis < pose.length; axis++) {
                double[] moved = pose.clone();
                double difference = pose[axis] > 0 ? -DIFFERENCE : DIFFERENCE; // poses outside [-1, 1] are not drawn
                moved[axis] += difference;
                float[] frame = draw(moved);
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (float) ((frame[i] - drawn[i]) / difference);
                }
                slopes[axis] = frame;
            }
            return slopes;
        }

        private float[] draw(double[] pose) {
            return sight.draw(who, denormalised(pose));
        }
    }

    private static double[] change(float[] picture, float[] drawn, float[][] slopes, double damping) {
        int axes = slopes.length;
        double[][] system = new double[axes][axes + 1];
        for (int i = 0; i < axes; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int pixel = 0; pixel < drawn.length; pixel++) {
                    product += slopes[i][pixel] * slopes[j][pixel];
                }
                system[i][j] = product;
                system[j][i] = product;
            }
            for (int pixel = 0; pixel < drawn.length; pixel++) {
                system[i][axes] += slopes[i][pixel] * (picture[pixel] - drawn[pixel]);
            }
        }
        for (int i = 0; i < axes; i++) {
            system[i][i] += damping * system[i][i] + RIDGE;
        }
        return solved(system);
    }

    /** Gauss-Jordan; the matrix is symmetric and positive definite, so no pivoting is needed. */
    private static double[] solved(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            double scale = 1 / system[pivot][pivot];
            for (int j = pivot; j <= size; j++) {
                system[pivot][j] *= scale;
            }
            for (int row = 0; row < size; row++) {
                double factor = system[row][pivot];
                for (int j = pivot; row != pivot && j <= size; j++) {
                    system[row][j] -= factor * system[pivot][j];
                }
            }
        }
        return IntStream.range(0, size).mapToDouble(i -> system[i][size]).toArray();
    }

    static double[] normalised(HeadPose pose) {
        return PoseAxis.ALL.stream()
                .mapToDouble(axis -> axis.normalised(pose.at(axis)))
                .toArray();
    }

    static HeadPose denormalised(double[] normalised) {
        HeadPose pose = HeadPose.resting();
        for (PoseAxis axis : PoseAxis.ALL) {
            double slope = axis.normalised(1) - axis.normalised(0);
            pose = pose.with(axis, (normalised[axis.place()] - axis.normalised(0)) / slope);
        }
        return pose;
    }
}
