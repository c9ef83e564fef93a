package farm.vidstyle.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import farm.vidstyle.networks.torchscript.Gradients;

/**
 * How far what a linear layer reads off codes is from what is known: mean squares, of the first quantities (poses) half as much.
 *
 * @param weight [K, L * S]
 * @param bias [K]
 * @param poses how many of the K are poses
 */
public record TruthLoss(NDArray weight, NDArray bias, int poses) {

    private static final float POSE_SHARE = 0.5f;

    /** Codes [N, L, S] of frames whose truth is [N, K]. */
    public NDArray of(NDArray codes, NDArray truth) {
        NDArray flat = codes.reshape(codes.getShape().get(0), -1);
        NDArray told = Linear.linear(flat, weight, bias).singletonOrThrow().sub(truth);
        NDArray pose = told.get(":, :" + poses).square().mean();
        return told.get(":, " + poses + ":").square().mean().add(Gradients.times(pose, POSE_SHARE));
    }
}
