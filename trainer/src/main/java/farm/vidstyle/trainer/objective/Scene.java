package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;

/**
 * What a step starts from and compares with; no gradient flows into it.
 *
 * @param content [B, L, S], the mean of a clip's codes
 * @param reference [B, 3, H, W] in [0, 1], the picture of the content
 * @param style [B, E], CLIP's features of the reference
 * @param direction [B, E], from the clip's caption to another one, scaled
 * @param real [N, 3, h, w] in [0, 1], the frames to be painted
 */
record Scene(NDArray content, NDArray reference, NDArray style, NDArray direction, NDArray real) {

    static final TorchScript SCRIPT = TorchScript.load(Objective.class, "objective.torchscript");

    static Scene of(Clips clips, Choices choices, Critics critics, double strength) {
        return Gradients.off(() -> {
            NDArray content = SCRIPT.call("meanOverTime", clips.codes());
            NDArray reference = SCRIPT.call("toUnit", critics.generator().synthesize(content));
            NDArray style = critics.clip().images(SCRIPT.call("toSigned", reference), critics.antialias());
            NDArray other = SCRIPT.call("mismatched", clips.captions());
            NDArray direction = SCRIPT.call("textDirection", clips.captions(), other, strength);
            NDArray real = SCRIPT.call("framesOf", clips.frames(), choices.frames());
            return new Scene(content, reference, style, direction, real);
        });
    }

    /** The same for every frame: [B, …] to [K·B, …]. */
    static NDArray forFrames(NDArray x, int frames) {
        return SCRIPT.call("forFrames", x, frames);
    }
}
