package farm.vidstyle.trainer.dataset;

import java.util.List;

/** One thing that moves, with its range and where it rests. Shifts are in frame units (half a frame is 1), the roll in radians. */
public enum PoseAxis {
    SHIFT_X(-0.22, 0.22, 0),
    SHIFT_Y(-0.15, 0.15, 0),
    SCALE(0.88, 1.12, 1),
    YAW(-1, 1, 0),
    PITCH(-1, 1, 0),
    ROLL(-0.35, 0.35, 0),
    MOUTH(0, 1, 0.1),
    BLINK(0, 1, 0.05),
    BROWS(0, 1, 0.2);

    /** In the order in which data lists them. */
    public static final List<PoseAxis> ALL = List.of(values());

    final double low;
    final double high;
    final double rest;

    PoseAxis(double low, double high, double rest) {
        this.low = low;
        this.high = high;
        this.rest = rest;
    }

    /** The index in {@link #ALL}. */
    public int place() {
        return ALL.indexOf(this);
    }

    /** From the range to [-1, 1]. */
    public double normalised(double value) {
        return (2 * value - low - high) / (high - low);
    }

    /** A value that lies a share of the range away, on the side where there is more room. */
    public double moved(double value, double share) {
        return value + (2 * value < low + high ? share : -share) * (high - low);
    }

    double clamp(double value) {
        return Math.min(high, Math.max(low, value));
    }
}
