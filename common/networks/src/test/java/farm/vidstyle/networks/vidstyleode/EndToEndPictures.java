package farm.vidstyle.networks.vidstyleode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;

/** The networks of a whole checkpoint that have to do with pictures. */
record EndToEndPictures(Golden golden, NDManager manager) {

    Generator generator() {
        Weights weights = weights("stylegan_G.G.");
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();
        return generator;
    }

    private Clip clip() {
        Weights weights = weights("clip_loss.model.");
        Clip clip = new Clip(ClipConfig.of(weights), weights);
        weights.verify();
        return clip;
    }

    private Weights weights(String prefix) {
        return Checkpoint.open(golden.first(".ckpt"))
                .weights(manager, "state_dict")
                .scope(prefix);
    }

    /** The image of the content code, and what CLIP sees of it in both versions of the resizing. */
    void checkReferenceFrame(String name) {
        Clip clip = clip();
        NDArray frame = generator().synthesize(golden.array(manager, name + "_mean_inversion"));

        golden.check(name + "_ref_frame", frame, 2e-5);
        golden.check(name + "_ref_frame_clip_input", clip.prepare(frame, true), 2e-5);
        golden.check(name + "_frame_feat", clip.images(frame, true), 2e-5);
        golden.check(name + "_ref_feat_noantialias", clip.images(frame, false), 2e-5);
    }
}
