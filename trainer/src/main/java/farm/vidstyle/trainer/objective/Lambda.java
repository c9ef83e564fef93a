package farm.vidstyle.trainer.objective;

/**
 * The weight of a loss as steps go by: nothing before {@code warmUp}, then linearly from {@code low} to {@code high}, which it reaches at step
 * {@code end}.
 */
public record Lambda(long warmUp, double low, double high, long end) {

    public Lambda {
        if (warmUp < 0 || end <= warmUp || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("a loss weight from " + low + " to " + high + " after " + warmUp
                    + " steps until step " + end + "; expected finite weights and an end after the warm-up");
        }
    }

    public static Lambda constant(double value) {
        return new Lambda(0, value, value, 1);
    }

    public double at(long step) {
        if (step < warmUp) {
            return 0;
        }
        return low + Math.min((double) (step - warmUp) / (end - warmUp), 1) * (high - low);
    }
}
