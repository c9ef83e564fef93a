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
    /** So many frames share what the small layers cost but once; more would make the last batch of a segment dearer. */
    private static final int FEWEST_AT_ONCE = 4;

    private final Generator generator;
    private final PaddedBatches batches;

    /**
     * A decoder that lives as long as {@code still}.
     *
     * @param still a code [1, L, S], whose rows from {@code firstStill} on are those of every picture
     */
    public ClipDecoder(Generator generator, NDArray still, int firstStill, Precision precision) {
        this.generator = Gradients.off(() -> generator.withFixedStyles(still, firstStill, precision));
        int whole = PaddedBatches.ofPictures(size().height(), size().width()).size();
        batches = new PaddedBatches(Math.max(FEWEST_AT_ONCE, whole));
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
