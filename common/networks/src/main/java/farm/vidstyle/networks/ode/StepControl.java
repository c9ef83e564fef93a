package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;

/** Chooses the sizes of steps and says which of them count. */
interface StepControl {

    /** The size of the first step, a scalar through which gradients may flow. */
    NDArray first(OdeFunction f, double t, NDArray y, NDArray slope);

    /** The estimated error of a step in units of what is tolerated: up to 1 the step is accepted. */
    double errorRatio(Step step);

    /** The size to try after a step of size {@code dt} with that error. */
    double next(double dt, double errorRatio);
}
