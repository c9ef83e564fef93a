package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.DrivenClips.Edit;
import java.util.List;

/** What earlier stages made and later ones take as given: pictures to codes and back, pictures and sentences to styles. No gradients. */
record FrozenNetworks(NDManager model, PyramidEncoder encoder, Generator generator, Clip clip, Tokenizer tokenizer) {

    /** For what is needed only for a while. */
    NDManager newScope() {
        return model.newSubManager();
    }

    /** Frames [3, H, W] in [-1, 1] as [N, 3, H, W]. */
    NDArray stack(NDManager scope, List<float[]> frames) {
        int size = encoder.config().resolution();
        float[] all = new float[frames.size() * 3 * size * size];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i), 0, all, i * frames.get(i).length, frames.get(i).length);
        }
        return scope.create(all, new Shape(frames.size(), 3, size, size));
    }

    /** W+ codes [N, L, S] of frames. */
    NDArray codes(NDManager scope, List<float[]> frames) {
        return Gradients.off(() -> encoder.encode(stack(scope, frames)));
    }

    /** Means [N / group, L, S] of the codes of so many frames one after the other. */
    NDArray meanCodes(NDManager scope, List<float[]> frames, int group) {
        NDArray codes = codes(scope, frames);
        Shape grouped = new Shape(-1, group).addAll(codes.getShape().slice(1));
        return codes.reshape(grouped).mean(new int[] {1});
    }

    /** Style [N, E] of content codes: CLIP's features of what the generator makes of them. */
    NDArray styles(NDArray contents) {
        return Gradients.off(() -> clip.images(generator.synthesize(contents), true));
    }

    /** The direction [1, E] of an edit's sentences, {@code strength} times. */
    NDArray direction(NDManager scope, Edit edit, double strength) {
        return Gradients.off(() -> {
            NDList features = new NDList(clip.sentences(tokenizer.tokenize(scope, List.of(edit.from(), edit.to()))));
            NDArray both = NDArrays.concat(features);
            return both.get("1:2").sub(both.get("0:1")).mul(strength);
        });
    }
}
