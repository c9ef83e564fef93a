package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.batch.PaddedBatches;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.List;

/**
 * Codes to pictures, some at a time. The fine layers' styles follow from content and style without the dynamics, so
 * they are one for the whole clip, and their kernels are computed once.
 */
final class FramePainter {
    /** Pictures of this size keep the cores busy one at a time; more of them would only cost memory. */
    private static final long PIXELS_AT_ONCE = 512 * 512;

    private static final int MOST_AT_ONCE = 16;

    private final Generator generator;
    private final PaddedBatches batches;
    private final PictureSize size;
    private final Shape code;

    /** The painter lives as long as the manager of {@code codes}. */
    FramePainter(ModelBundle model, FrameCodes codes) {
        NDArray fine = fineStyles(codes);
        generator = Gradients.off(() -> model.generator().withFixedStyles(fine, fineLayer(codes.ode())));
        Size pixels = generator.config().size();
        size = new PictureSize(pixels.width(), pixels.height());
        // follows from the model alone: rounding depends on the size of a batch, and every worker must round alike
        batches = new PaddedBatches((int) Math.max(1, Math.min(MOST_AT_ONCE, PIXELS_AT_ONCE / size.pixels())));
        code = codes.content().getShape().slice(1);
    }

    PictureSize size() {
        return size;
    }

    /** How many codes to paint in one call. */
    int atOnce() {
        return batches.size();
    }

    /** The pictures of at most {@link #atOnce} codes of L·S numbers. */
    List<RgbFrame> paint(List<float[]> codes, NDManager manager) {
        int each = (int) code.size();
        float[] all = new float[codes.size() * each];
        for (int i = 0; i < codes.size(); i++) {
            System.arraycopy(codes.get(i), 0, all, i * each, each);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray wPlus = scope.create(all, new Shape(codes.size()).addAll(code)); // [T, L, S]
            NDArray images =
                    Gradients.off(() -> batches.map(new NDList(wPlus), batch -> generator.synthesize(batch.head())));
            return Pixels.bytes(images).stream() // [T, 3, H, W] in [-1, 1]
                    .map(rgb -> new RgbFrame(size.width(), size.height(), rgb, 0))
                    .toList();
        }
    }

    /** The content's code moved under the style alone, without dynamics: its fine layers are those of every frame. */
    private static NDArray fineStyles(FrameCodes codes) { // [1, L, S]
        VidStyleOde ode = codes.ode();
        VidStyleOdeConfig config = ode.config();
        NDManager manager = codes.content().getManager();
        NDArray still = manager.zeros(new Shape(
                1, config.modulation().dynamicsTokens(), config.modulation().embedding())); // [1, M, E]
        return ode.wPlus(codes.content(), codes.style(), still);
    }

    private static int fineLayer(VidStyleOde ode) {
        List<MapperGroup> groups = ode.config().mapper();
        return ode.config().styleLayers() - groups.get(groups.size() - 1).layers();
    }
}
