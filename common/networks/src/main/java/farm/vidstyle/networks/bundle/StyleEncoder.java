package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.torchscript.Gradients;
import java.util.List;

/** Images and sentences to features in CLIP's common space, not normalised: differences of sentences are added to images. */
public final class StyleEncoder {

    private final Clip clip;
    private final Tokenizer tokenizer;
    private final boolean antialias;

    StyleEncoder(Clip clip, Tokenizer tokenizer, boolean antialias) {
        this.clip = clip;
        this.tokenizer = tokenizer;
        this.antialias = antialias;
    }

    /** Features [N, E] of generator images [N, 3, H, W], nominally in [-1, 1]. */
    public NDArray imageFeatures(NDArray images) {
        return Gradients.off(() -> clip.images(images, antialias));
    }

    /** Features [1, E] of a sentence, owned by {@code manager}; refuses one that is too long for the model. */
    public NDArray textFeatures(NDManager manager, String sentence) {
        return Gradients.off(() -> {
            try (NDManager scope = manager.newSubManager()) {
                return scope.ret(clip.sentences(tokenizer.tokenize(scope, List.of(sentence))));
            }
        });
    }

    public Clip clip() {
        return clip;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public boolean antialias() {
        return antialias;
    }
}
