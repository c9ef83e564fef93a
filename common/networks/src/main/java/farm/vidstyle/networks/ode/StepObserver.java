package farm.vidstyle.networks.ode;

/** Is told of every attempted step: for measuring, and to compare with other solvers. */
@FunctionalInterface
public interface StepObserver {

    /** Nobody listens. */
    StepObserver NONE = (t, dt, accepted) -> {};

    /** A step from {@code t} of size {@code dt}; backwards in time, {@code t} is negated and {@code dt} positive. */
    void stepped(double t, double dt, boolean accepted);
}
