package farm.vidstyle.trainer.loss;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.torchscript.TorchScript;

/** What makes pictures and sentences that belong together alike: CLIP's contrastive loss, with known truth about who matches whom. */
public final class LanguageLoss {

    private static final TorchScript SCRIPT = TorchScript.load(LanguageLoss.class, "language.torchscript");

    private LanguageLoss() {}

    /**
     * The symmetric contrastive loss of features a [N, E] and b [M, E].
     *
     * @param scale the logarithm of the factor on cosines
     * @param match [N, M], 1 where they belong together; a partial caption is true of several pictures
     */
    public static NDArray contrast(NDArray a, NDArray b, NDArray scale, NDArray match) {
        return SCRIPT.call("contrast", a, b, scale, match);
    }

    /**
     * How surely a picture prefers the sentence of its own look to those of the attribute's other looks.
     *
     * @param sentences features of one sentence for each look of each attribute
     * @param truth [N, attributes], the index of the own look
     * @param starts where each attribute's sentences begin, and at last their number
     */
    public static NDArray looks(NDArray images, NDArray sentences, NDArray scale, NDArray truth, int... starts) {
        return SCRIPT.call("looks", images, sentences, scale, truth, starts);
    }
}
