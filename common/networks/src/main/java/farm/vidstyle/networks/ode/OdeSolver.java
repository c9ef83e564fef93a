package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Solves dy/dt = f(t, y) from a state at one time for any list of times, in any order, before or after, repeated or not.
 *
 * <p>The state at a time does not depend on what else is asked for, bit for bit: steps are chosen without regard to the
 * requested times and go on until the last one is covered. Holds no state of its own; shared by threads.
 */
public final class OdeSolver {

    /** A bound against functions that make the step size vanish; a clip takes tens of steps. */
    private static final int MAX_ATTEMPTS = 4_000;

    private final Tableau tableau;
    private final StepControl control;
    private final StepObserver observer;

    private OdeSolver(Tableau tableau, StepControl control, StepObserver observer) {
        this.tableau = tableau;
        this.control = control;
        this.observer = observer;
    }

    /** Steps as large as the tolerances allow. */
    public static OdeSolver adaptive(Tableau tableau, double relativeTolerance, double absoluteTolerance) {
        return new OdeSolver(
                tableau, new AdaptiveSteps(tableau, relativeTolerance, absoluteTolerance), StepObserver.NONE);
    }

    /** Steps of one size. */
    public static OdeSolver fixed(Tableau tableau, double stepSize) {
        return new OdeSolver(tableau, new FixedSteps(stepSize), StepObserver.NONE);
    }

    /** The same solver, observed. */
    public OdeSolver observedBy(StepObserver another) {
        return new OdeSolver(tableau, control, another);
    }

    /**
     * The states at the times, given {@code y0} at time {@code start}.
     *
     * @param y0 float64 of any shape; borrowed, and the owner of the result
     * @return [T, shape of y0]
     */
    public NDArray solve(OdeFunction f, NDArray y0, double start, double[] times) {
        requireSolvable(y0, start, times);
        try (NDManager scope = y0.getManager().newSubManager()) {
            scope.tempAttachAll(y0);
            Map<Double, NDArray> states = new HashMap<>();
            states.put(start + 0.0, y0);
            double[] later = sorted(times, start, 1);
            double[] earlier = sorted(times, start, -1);
            march(f, y0, start, later).forEach(states::put);
            march(f.reversed(), y0, -start, earlier).forEach((t, y) -> states.put(0.0 - t, y));
            NDList ordered = new NDList();
            for (double time : times) {
                ordered.add(states.get(time + 0.0)); // -0.0 is another key than 0.0
            }
            return scope.ret(NDArrays.stack(ordered)); // [T, ...]
        }
    }

    /** Steps forwards from {@code start} until the last target is covered. */
    private Map<Double, NDArray> march(OdeFunction f, NDArray y0, double start, double[] targets) {
        Map<Double, NDArray> states = new HashMap<>();
        if (targets.length == 0) {
            return states;
        }
        NDManager solving = y0.getManager();
        NDArray slope = f.slope(start, y0);
        Step.State state = new Step.State(Scalar.of(solving, start), y0, slope);
        NDArray dt = control.first(f, start, y0, slope);
        int covered = 0;
        for (int attempt = 0; covered < targets.length; attempt++) {
            requireProgress(attempt, state, dt);
            try (NDManager scope = solving.newSubManager()) {
                scope.tempAttachAll(state.t(), state.y(), state.slope(), dt);
                Step step = Step.attempt(tableau, f, state, dt);
                double error = control.errorRatio(step);
                observer.stepped(state.t().getDouble(), dt.getDouble(), error <= 1);
                if (error <= 1) {
                    double end = step.t1().getDouble();
                    for (; covered < targets.length && targets[covered] <= end; covered++) {
                        states.put(targets[covered], scope.ret(step.at(tableau, targets[covered])));
                    }
                    state = step.end();
                    scope.ret(new NDList(state.t(), state.y(), state.slope()));
                }
                dt = Scalar.of(solving, control.next(dt.getDouble(), error));
            }
        }
        return states;
    }

    /** The different times on one side of the start, as distances grow; negated for the past. */
    private static double[] sorted(double[] times, double start, int sign) {
        return Arrays.stream(times)
                .filter(t -> sign * t > sign * start)
                .map(t -> sign * t)
                .distinct()
                .sorted()
                .toArray();
    }

    private static void requireSolvable(NDArray y0, double start, double[] times) {
        if (y0.getDataType() != DataType.FLOAT64) {
            throw new IllegalArgumentException("the state is " + y0.getDataType() + "; expected float64");
        }
        if (times.length == 0) {
            throw new IllegalArgumentException("no times asked for; expected at least one");
        }
        if (!Double.isFinite(start) || !Arrays.stream(times).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "start is " + start + ", times are " + Arrays.toString(times) + "; expected finite numbers");
        }
    }

    private static void requireProgress(int attempt, Step.State state, NDArray dt) {
        double t = state.t().getDouble();
        double size = dt.getDouble();
        if (attempt == MAX_ATTEMPTS || !(t + size > t)) {
            throw new IllegalStateException("the ODE cannot be solved beyond t = " + t + ": step size " + size
                    + " after " + attempt + " steps; is the state finite and the function smooth?");
        }
    }
}
