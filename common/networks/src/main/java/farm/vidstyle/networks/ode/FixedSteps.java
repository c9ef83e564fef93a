package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;

/** Steps of one size, for methods without an error estimate. */
record FixedSteps(double size) implements StepControl {

    FixedSteps {
        if (!(size > 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("step size is " + size + "; expected a positive number");
        }
    }

    @Override
    public NDArray first(OdeFunction f, double t, NDArray y, NDArray slope) {
        return Scalar.of(y.getManager(), size);
    }

    @Override
    public double errorRatio(Step step) {
        return 0;
    }

    @Override
    public double next(double dt, double errorRatio) {
        return size;
    }
}
