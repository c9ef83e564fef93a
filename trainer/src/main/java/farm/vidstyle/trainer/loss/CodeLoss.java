package farm.vidstyle.trainer.loss;

import ai.djl.ndarray.NDArray;

/**
 * How far W+ codes are from their targets, each number weighted by how much the picture depends on it: {@code mean(weight * (d^2 + 0.2 |d|))}.
 *
 * @param toNormalised [L, S, S'], from the style mapper's basis to normalised codes
 * @param weights [L, S']
 */
public record CodeLoss(NDArray toNormalised, NDArray weights) {

    private static final float ABSOLUTE_SHARE = 0.2f;

    /** Codes [N, L, S] and targets [N, L, S']. */
    public NDArray of(NDArray codes, NDArray targets) {
        NDArray normalised = codes.transpose(1, 0, 2).matMul(toNormalised).transpose(1, 0, 2); // [N, L, S']
        NDArray difference = normalised.sub(targets);
        return difference
                .square()
                .add(difference.abs().mul(ABSOLUTE_SHARE))
                .mul(weights)
                .mean();
    }
}
