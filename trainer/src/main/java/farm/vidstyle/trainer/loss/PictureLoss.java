package farm.vidstyle.trainer.loss;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.torchscript.TorchScript;

/**
 * How far images are from their targets: L1 and {@code squares} times L2 per pixel, {@code emphasis} times more where the mask says, plus half the
 * L1 of a Laplacian pyramid, which asks for sharp edges. Eyes and mouths are a few pixels in thousands; without the mask they stay blurred.
 */
public record PictureLoss(double emphasis, int levels, double squares) {

    private static final TorchScript SCRIPT = TorchScript.load(PictureLoss.class, "picture.torchscript");

    /** Images and targets [N, 3, H, W], mask [N, 1, H, W] in [0, 1]. */
    public NDArray of(NDArray images, NDArray targets, NDArray mask) {
        return SCRIPT.call("picture", images, targets, mask, emphasis, levels, squares);
    }
}
