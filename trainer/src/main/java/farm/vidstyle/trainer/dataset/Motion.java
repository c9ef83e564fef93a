package farm.vidstyle.trainer.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A pose for every real-valued time: on each moving axis a main sinusoid and a weak faster one around a centre. A few slow axes a clip move;
 * seven independent oscillators would be more than so small a model can hold in its state.
 */
public final class Motion {

    /** Frames of a clip: one or two periods. */
    public static final double TYPICAL_LENGTH = 100;

    private static final int FEWEST_AXES = 2;
    private static final int MOST_AXES = 4;
    private static final double SHORTEST_PERIOD = 60; // in frames
    private static final double LONGEST_PERIOD = 120;
    private static final double OVERTONE_SHARE = 0.12;

    /** {@code centre + amplitude * (sin(2 pi t / period + phase) + share * sin(4 pi t / period + overtone))}. */
    record Oscillation(double centre, double amplitude, double period, double phase, double overtone) {
        double at(double time) {
            double angle = 2 * Math.PI * time / period;
            return centre + amplitude * (Math.sin(angle + phase) + OVERTONE_SHARE * Math.sin(2 * angle + overtone));
        }
    }

    private final List<Oscillation> axes;

    private Motion(List<Oscillation> axes) {
        this.axes = List.copyOf(axes);
    }

    public static Motion draw(SplittableRandom random) {
        int moving = random.nextInt(FEWEST_AXES, MOST_AXES + 1);
        List<PoseAxis> shuffled = new ArrayList<>(List.of(PoseAxis.values()));
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        List<PoseAxis> chosen = shuffled.subList(0, moving);
        List<Oscillation> axes = new ArrayList<>();
        for (PoseAxis axis : PoseAxis.values()) {
            axes.add(chosen.contains(axis) ? drawMoving(axis, random) : drawStill(axis, random));
        }
        return new Motion(axes);
    }

    private static Oscillation drawMoving(PoseAxis axis, SplittableRandom random) {
        double half = (axis.high - axis.low) / 2;
        double middle = (axis.high + axis.low) / 2;
        double amplitude = half * random.nextDouble(0.6, 0.9);
        double slack = half - amplitude * (1 + OVERTONE_SHARE);
        double centre = slack <= 0 ? middle : middle + random.nextDouble(-slack, slack);
        return new Oscillation(
                centre,
                amplitude,
                random.nextDouble(SHORTEST_PERIOD, LONGEST_PERIOD),
                random.nextDouble(0, 2 * Math.PI),
                random.nextDouble(0, 2 * Math.PI));
    }

    private static Oscillation drawStill(PoseAxis axis, SplittableRandom random) {
        double wander = (axis.high - axis.low) * 0.1;
        return new Oscillation(axis.rest + random.nextDouble(-wander, wander), 0, LONGEST_PERIOD, 0, 0);
    }

    /** The pose at a time in frames; any real number. */
    public HeadPose at(double time) {
        double[] values = new double[axes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = axes.get(i).at(time);
        }
        return new HeadPose(values);
    }

    /** Whether the axis oscillates in this motion. */
    public boolean moves(PoseAxis axis) {
        return axes.get(axis.place()).amplitude() > 0;
    }

    /** The slowest oscillation's, in frames. */
    public double longestPeriod() {
        return axes.stream()
                .filter(axis -> axis.amplitude() > 0)
                .mapToDouble(Oscillation::period)
                .max()
                .orElse(LONGEST_PERIOD);
    }
}
