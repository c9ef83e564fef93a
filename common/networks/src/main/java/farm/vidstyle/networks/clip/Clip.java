package farm.vidstyle.networks.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.clip.ClipConfig.Text;
import farm.vidstyle.networks.clip.ClipConfig.Vision;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;

/**
 * Both towers of a CLIP model. Features are [N, E] and not normalised: VidStyleODE adds and subtracts them as they are. Computes in
 * float32 whatever the file holds. Safe for use by several threads.
 */
public final class Clip {
    static final TorchScript SCRIPT = TorchScript.load(Clip.class, "clip.torchscript");

    private final ClipConfig config;
    private final NDList patches;
    private final Transformer vision;
    private final NDList pictureHead;
    private final NDList words;
    private final Transformer text;
    private final NDList sentenceHead;
    private final NDArray logitScale;

    public Clip(ClipConfig config, Weights weights) {
        this.config = config;
        Vision see = config.vision();
        int width = see.tower().width();
        Weights visual = weights.scope("visual.");
        patches = new NDList(
                visual.get("conv1.weight", width, 3, see.patch(), see.patch()),
                visual.get("class_embedding", width),
                visual.get("positional_embedding", see.tokens(), width));
        patches.addAll(Transformer.norm(visual.scope("ln_pre."), width));
        vision = new Transformer(see.tower(), visual, false);
        pictureHead = Transformer.norm(visual.scope("ln_post."), width);
        pictureHead.add(visual.get("proj", width, config.embedding()));

        Text read = config.text();
        int textWidth = read.tower().width();
        words = new NDList(
                weights.get("token_embedding.weight", read.vocabulary(), textWidth),
                weights.get("positional_embedding", read.context(), textWidth));
        text = new Transformer(read.tower(), weights, true);
        sentenceHead = Transformer.norm(weights.scope("ln_final."), textWidth);
        sentenceHead.add(weights.get("text_projection", textWidth, config.embedding()));
        logitScale = weights.get("logit_scale");
        for (String notice : new String[] {"input_resolution", "context_length", "vocab_size"}) {
            weights.ignore(notice); // OpenAI's own files say again what the shapes say
        }
    }

    /** The model of a file of weights with OpenAI's names or those of Hugging Face. */
    public static Clip load(NDManager model, Checkpoint checkpoint) {
        Weights weights = openAi(checkpoint.weights(model));
        Clip clip = new Clip(ClipConfig.of(weights), weights);
        weights.verify();
        return clip;
    }

    /** The weights under OpenAI's names, which the networks ask for; those of Hugging Face are translated. */
    public static Weights openAi(Weights weights) {
        return weights.has(HuggingFaceLayout.MARK) ? weights.translated(HuggingFaceLayout::toOpenAi) : weights;
    }

    public ClipConfig config() {
        return config;
    }

    /** The logarithm of the factor on cosines in the contrastive loss. */
    public NDArray logitScale() {
        return logitScale;
    }

    /**
     * Images of a generator, [N, 3, H, W] nominally in [-1, 1], as {@link #pictures} takes them: the middle square, resized bicubically
     * and normalised, not clamped. The reference's results depend on the version of torchvision it met: those before 0.17 did not
     * {@code antialias}, the pinned one does.
     */
    public NDArray prepare(NDArray images, boolean antialias) {
        int size = config.vision().size();
        long height = images.getShape().get(2);
        long width = images.getShape().get(3);
        long shorter = Math.min(height, width);
        long[] resized = {size * height / shorter, size * width / shorter};
        long[] corner = {middle(resized[0], size), middle(resized[1], size)};
        return SCRIPT.call("prepare", images, resized, corner, size, antialias);
    }

    /** Features of prepared pictures, [N, 3, size, size]. */
    public NDArray pictures(NDArray pictures) {
        int size = config.vision().size();
        requireShape("pictures", pictures, 3, size, size);
        try (NDManager scope = pictures.getManager().newSubManager()) {
            scope.tempAttachAll(pictures);
            return scope.ret(SCRIPT.call("pictureFeatures", vision.forward(embedPatches(pictures)), pictureHead));
        }
    }

    /** Features of generator images: {@link #prepare}, then {@link #pictures}. */
    public NDArray images(NDArray images, boolean antialias) {
        try (NDManager scope = images.getManager().newSubManager()) {
            scope.tempAttachAll(images);
            return scope.ret(pictures(prepare(images, antialias)));
        }
    }

    /** Features of sentences, [N, context] ids of {@link Tokenizer}. */
    public NDArray sentences(NDArray ids) {
        requireShape("ids", ids, config.text().context());
        try (NDManager scope = ids.getManager().newSubManager()) {
            scope.tempAttachAll(ids);
            NDArray whole = ids.toType(DataType.INT64, false);
            NDArray x = text.forward(SCRIPT.call("words", whole, words));
            return scope.ret(SCRIPT.call("sentenceFeatures", x, whole, sentenceHead));
        }
    }

    NDArray embedPatches(NDArray pictures) {
        return SCRIPT.call("patches", pictures, patches);
    }

    Transformer vision() {
        return vision;
    }

    /** Where the middle begins; halves go to the even side, as in Python. */
    private static long middle(long length, int size) {
        return (long) Math.rint((length - size) / 2.0);
    }

    private static void requireShape(String what, NDArray array, long... each) {
        Shape expected = new Shape(each);
        Shape shape = array.getShape();
        if (shape.dimension() != each.length + 1 || !shape.slice(1).equals(expected)) {
            throw new IllegalArgumentException(
                    what + " have shape " + shape + "; this model needs " + expected + " each");
        }
    }
}
