package farm.vidstyle.trainer.loss;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.torchscript.Gradients;

/**
 * How far codes are from wanted ones: every normalised number, weighted by its effect on the picture, and what can be read off the codes
 * about poses and looks, all quantities alike.
 *
 * @param toNormalised [L, S, S'], from the style mapper's basis to normalised codes
 * @param weights [L, S']
 * @param readers [L * S', R], what one column reads has unit deviation
 */
public record CodeLoss(NDArray toNormalised, NDArray weights, NDArray readers) {

    private static final float ABSOLUTE_SHARE = 0.2f;
    private static final float READING_SHARE = 0.15f;

    /** Codes [N, L, S] and targets [N, L, S']. */
    public NDArray of(NDArray codes, NDArray targets) {
        NDArray normalised = codes.transpose(1, 0, 2).matMul(toNormalised).transpose(1, 0, 2); // [N, L, S']
        NDArray difference = normalised.sub(targets);
        NDArray misread = difference.reshape(difference.getShape().get(0), -1).matMul(readers); // [N, R]
        return difference
                .square()
                .add(Gradients.times(difference.abs(), ABSOLUTE_SHARE))
                .mul(weights)
                .mean()
                .add(Gradients.times(misread.square().mean(), READING_SHARE));
    }
}
