package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;

/** The right-hand side of dy/dt = f(t, y); knows no solver. */
@FunctionalInterface
public interface OdeFunction {

    /** The slope at time {@code t}, of the shape of {@code y} and belonging to the manager of {@code y}. */
    NDArray slope(double t, NDArray y);

    /** The same motion seen backwards: time runs to -t. */
    default OdeFunction reversed() {
        return (t, y) -> slope(-t, y).neg();
    }
}
