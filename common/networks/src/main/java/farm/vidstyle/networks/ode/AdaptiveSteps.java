package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.torchscript.Gradients;

/**
 * Step sizes from an embedded error estimate, as torchdiffeq chooses them.
 *
 * <p>The norm is taken over <em>all</em> elements of the state, so a batch shares its steps. The first size is
 * Hairer's guess (Solving ODEs I, II.4) and depends differentiably on the state; all later sizes are constants.
 */
record AdaptiveSteps(Tableau tableau, double relativeTolerance, double absoluteTolerance) implements StepControl {

    private static final double SAFETY = 0.9;
    private static final double MAX_GROWTH = 10;
    private static final double MIN_SHRINK = 0.2;

    AdaptiveSteps {
        if (tableau.error().isEmpty()) {
            throw new IllegalArgumentException("adaptive steps need a method with an error estimate");
        }
        if (!(relativeTolerance > 0) || !(absoluteTolerance > 0)) {
            throw new IllegalArgumentException("tolerances are " + relativeTolerance + " relative and "
                    + absoluteTolerance + " absolute; expected positive numbers");
        }
    }

    @Override
    public NDArray first(OdeFunction f, double t, NDArray y, NDArray slope) {
        NDArray guess = Step.SCRIPT.call("guess", y, slope, relativeTolerance, absoluteTolerance);
        NDArray ahead = Step.advance(y, guess, new NDList(slope), 1.0);
        NDArray slopeAhead = f.slope(t + guess.getDouble(), ahead);
        return Step.SCRIPT.call(
                "refine", y, slope, slopeAhead, guess, 1.0 / tableau.order(), relativeTolerance, absoluteTolerance);
    }

    @Override
    public double errorRatio(Step step) {
        return Gradients.off(() -> step.errorRatio(tableau, relativeTolerance, absoluteTolerance));
    }

    @Override
    public double next(double dt, double errorRatio) {
        if (errorRatio == 0) {
            return dt * MAX_GROWTH;
        }
        double least = errorRatio < 1 ? 1 : MIN_SHRINK; // an accepted step is never followed by a smaller one
        double factor = Math.max(SAFETY / Math.pow(errorRatio, 1.0 / tableau.order()), least);
        return dt * Math.min(MAX_GROWTH, factor);
    }
}
