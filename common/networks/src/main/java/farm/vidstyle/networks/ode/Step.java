package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.util.List;

/**
 * One attempted step from {@code t0} to {@code t1} with the slopes of its stages, the first at its start and the last at
 * its end. Times are scalars because the gradient of the first step size flows through them.
 */
record Step(NDArray t0, NDArray t1, NDArray y0, NDArray y1, NDList slopes) {

    static final TorchScript SCRIPT = TorchScript.load(Step.class, "ode.torchscript");

    /** y + dt * sum of weighted slopes. */
    static NDArray advance(NDArray y, NDArray dt, NDList slopes, double... weights) {
        return SCRIPT.call("advance", y, dt, slopes, weights);
    }

    static Step attempt(Tableau tableau, OdeFunction f, State from, NDArray dt) {
        double start = from.t().getDouble();
        double size = dt.getDouble();
        NDList slopes = new NDList(from.slope());
        NDArray y = from.y();
        for (int i = 0; i < tableau.rows().size(); i++) {
            y = advance(from.y(), dt, slopes, array(tableau.rows().get(i)));
            slopes.add(f.slope(start + tableau.nodes().get(i) * size, y));
        }
        return new Step(from.t(), from.t().add(dt), from.y(), y, slopes);
    }

    /** Root mean square over all elements of error / (absolute + relative * max(|y0|, |y1|)). */
    double errorRatio(Tableau tableau, double relative, double absolute) {
        NDArray dt = t1.sub(t0);
        return SCRIPT.call("error_ratio", y0, y1, dt, slopes, array(tableau.error()), relative, absolute)
                .getDouble();
    }

    /** The state at a time inside the step, by the quartic through both ends, their slopes and the middle. */
    NDArray at(Tableau tableau, double time) {
        NDArray middle = tableau.middle().isEmpty()
                ? SCRIPT.call("hermite_middle", y0, y1, t1.sub(t0), slopes.head(), end().slope())
                : advance(y0, t1.sub(t0), slopes, array(tableau.middle()));
        return SCRIPT.call("interpolate", new NDList(y0, middle, y1), slopes.head(), end().slope(), t0, t1, time);
    }

    State end() {
        return new State(t1, y1, slopes.get(slopes.size() - 1));
    }

    private static double[] array(List<Double> weights) {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Where the solver stands: the state and its slope. */
    record State(NDArray t, NDArray y, NDArray slope) {}
}
