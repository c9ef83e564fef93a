package farm.vidstyle.networks.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.ode.OdeFunction;
import farm.vidstyle.networks.ode.OdeSolver;
import farm.vidstyle.networks.ode.Tableau;
import farm.vidstyle.networks.weights.Weights;

/**
 * Dynamics along time: solves the decoder's ODE from the initial state and reads tokens off its states by a 1x1
 * convolution. Section 3.2 of the paper.
 */
public final class LatentOde {

    /** The tolerances of the reference; another solver is another model. */
    private static final OdeSolver DOPRI5 = OdeSolver.adaptive(Tableau.DORMAND_PRINCE, 1e-3, 1e-4);

    private final DynamicsConfig config;
    private final OdeSolver solver;
    private final GradientNet gradientNet;
    private final NDList toTokens;

    /** {@code weights} at {@code bVAE_enc.}. */
    public LatentOde(Weights weights, DynamicsConfig config) {
        this(weights, config, DOPRI5);
    }

    /** With a solver of the caller's choice, to measure or to trade accuracy for time. */
    public LatentOde(Weights weights, DynamicsConfig config, OdeSolver solver) {
        this.config = config;
        this.solver = solver;
        gradientNet = new GradientNet(weights.scope("diffeq_solver.ode_func.gradient_net."), config);
        toTokens = new NDList(
                weights.get("conv1x1.weight", config.tokenChannels(), config.stateChannels(), 1, 1),
                weights.get("conv1x1.bias", config.tokenChannels()));
    }

    /**
     * The states at the times, where {@code zd0} is the state at time 0; in any order, also before it.
     *
     * @param zd0 [B, C, h, w] float64; the clips of a batch share their step sizes
     * @return [T, B, C, h, w] float64
     */
    public NDArray solve(NDArray zd0, double[] times) {
        return solve(zd0, 0, times);
    }

    /** As {@link #solve(NDArray, double[])}, where {@code zd0} is the state at time {@code start}. */
    public NDArray solve(NDArray zd0, double start, double[] times) {
        Shape state = new Shape(config.stateChannels(), config.stateHeight(), config.stateWidth());
        if (zd0.getShape().dimension() != 4 || !zd0.getShape().slice(1).equals(state)) {
            throw new IllegalArgumentException(
                    "the initial state is " + zd0.getShape() + "; expected (B) and " + state);
        }
        return solver.solve(gradientNet, zd0, start, times);
    }

    /** States [N, C, h, w] float64 to tokens [N, M, E] float32, row by row. */
    public NDArray tokens(NDArray states) {
        return GradientNet.SCRIPT.call("tokens", states, toTokens);
    }

    OdeFunction function() {
        return gradientNet;
    }
}
