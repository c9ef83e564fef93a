package farm.vidstyle.trainer.dataset;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Where the head is and what it does at one moment: a value per {@link PoseAxis}, always inside its range. */
public final class HeadPose {

    private final double[] values;

    HeadPose(double[] values) {
        this.values = new double[values.length];
        for (PoseAxis axis : PoseAxis.values()) {
            this.values[axis.place()] = axis.clamp(values[axis.place()]);
        }
    }

    public static HeadPose resting() {
        double[] values = new double[PoseAxis.values().length];
        for (PoseAxis axis : PoseAxis.values()) {
            values[axis.place()] = axis.rest;
        }
        return new HeadPose(values);
    }

    public static HeadPose draw(SplittableRandom random) {
        double[] values = new double[PoseAxis.values().length];
        for (PoseAxis axis : PoseAxis.values()) {
            values[axis.place()] = random.nextDouble(axis.low, axis.high);
        }
        return new HeadPose(values);
    }

    /** Halfway between two poses. */
    public static HeadPose mean(HeadPose first, HeadPose second) {
        double[] values = new double[first.values.length];
        Arrays.setAll(values, i -> (first.values[i] + second.values[i]) / 2);
        return new HeadPose(values);
    }

    public HeadPose with(PoseAxis axis, double value) {
        double[] changed = values.clone();
        changed[axis.place()] = value;
        return new HeadPose(changed);
    }

    public double at(PoseAxis axis) {
        return values[axis.place()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeadPose pose && Arrays.equals(values, pose.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "HeadPose" + Arrays.toString(values);
    }
}
