package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.batch.PaddedBatches;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.Gradients;

/**
 * Codes of one clip to pictures: the styles that do not change within the clip are multiplied into their kernels once, and the pictures are
 * made in batches of a size that follows from the model alone, so that none depends on what else is asked for.
 */
public final class ClipDecoder {
    private final Generator generator;
    private final PaddedBatches batches;

    /**
     * A decoder that lives as long as {@code still}.
     *
     * @param still a code [1, L, S], whose rows from {@code firstStill} on are those of every picture
     */
    public ClipDecoder(Generator generator, NDArray still, int firstStill, Precision precision) {
        this.generator = Gradients.off(() -> generator.withFixedStyles(still, firstStill, precision));
        batches = PaddedBatches.ofPictures(size().height(), size().width());
    }

    public Size size() {
        return generator.config().size();
    }

    /** How many codes make a batch. */
    public int atOnce() {
        return batches.size();
    }

    /** [N, L, S] to [N, 3, H, W], nominally in [-1, 1]. */
    public NDArray decode(NDArray wPlus) {
        return Gradients.off(() -> batches.map(new NDList(wPlus), batch -> generator.synthesize(batch.head())));
    }
}
