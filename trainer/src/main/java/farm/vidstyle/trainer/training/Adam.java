package farm.vidstyle.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.util.Collection;

/**
 * Adam (Kingma and Ba, 2015) over one group of parameters, in place. One call updates all of them: a call per parameter, with a new handle
 * for each gradient, would cost more than the arithmetic.
 */
public final class Adam {

    private static final TorchScript SCRIPT = TorchScript.load(Adam.class, "adam.torchscript");
    private static final double EPSILON = 1e-8;
    private static final int MOST_SKIPPED = 20;

    /** A gradient so many times too long is no direction to follow, not even a shortened one. */
    private static final double RUNAWAY = 100;

    private final double beta1;
    private final double beta2;
    private final NDList parameters;
    private final NDList firstMoments = new NDList();
    private final NDList secondMoments = new NDList();
    private int steps;
    private int skipped;

    /** The moments live as long as {@code model}. */
    public Adam(NDManager model, Collection<NDArray> parameters, double beta1, double beta2) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.parameters = new NDList(parameters);
        for (NDArray parameter : parameters) {
            firstMoments.add(model.zeros(parameter.getShape(), parameter.getDataType()));
            secondMoments.add(model.zeros(parameter.getShape(), parameter.getDataType()));
        }
        try (NDArray nothing = Gradients.on(() -> SCRIPT.call("nothing", this.parameters))) {
            Gradients.backward(nothing); // a parameter that a step leaves out then has a gradient of zeros, not none
        }
    }

    /** How many steps were made. */
    public int steps() {
        return steps;
    }

    /** The running means of gradients, in the order of the parameters; changed by every step. */
    public NDList firstMoments() {
        return firstMoments;
    }

    /** The running means of squared gradients. */
    public NDList secondMoments() {
        return secondMoments;
    }

    /** Goes on as an optimiser with these moments and so many steps behind it would. */
    public void restore(NDList first, NDList second, int stepsBehind) {
        if (first.size() != parameters.size() || second.size() != parameters.size()) {
            throw new IllegalArgumentException("moments of " + first.size() + " and " + second.size()
                    + " parameters; expected " + parameters.size());
        }
        Gradients.off(() -> SCRIPT.call("assign", firstMoments, first)).close();
        Gradients.off(() -> SCRIPT.call("assign", secondMoments, second)).close();
        steps = stepsBehind;
        skipped = 0;
    }

    /** The length of all gradients together. */
    public double gradientNorm() {
        try (NDArray norm = Gradients.off(() -> SCRIPT.call("norm", parameters))) {
            return norm.getFloat();
        }
    }

    /** One step with gradients of at most {@code longest} in length together; the gradients are used up. */
    public double step(double rate, double longest) {
        double norm = gradientNorm();
        if (!(norm <= longest * RUNAWAY)) { // also not a number
            skip(norm, rate);
            return norm;
        }
        skipped = 0;
        move(rate, norm > longest ? longest / norm : 1);
        return norm;
    }

    /** One step with the gradients as they are, which are used up. */
    public void step(double rate) {
        move(rate, 1);
    }

    private void move(double rate, double scale) {
        steps++;
        Gradients.off(() -> SCRIPT.call(
                        "step", parameters, firstMoments, secondMoments, scale, rate, beta1, beta2, EPSILON, steps))
                .close();
    }

    /** A solver that ran away spoils one step; many in a row mean that training has diverged. */
    private void skip(double norm, double rate) {
        skipped++;
        if (skipped > MOST_SKIPPED) {
            throw new IllegalStateException(
                    "the gradients of " + skipped + " steps after step " + steps + " have lengths like " + norm
                            + "; expected finite ones: is the learning rate " + rate + " too high?");
        }
        Gradients.off(() -> SCRIPT.call("forget", parameters)).close();
    }
}
