package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.stylegan.ClipDecoder;
import farm.vidstyle.networks.stylegan.Precision;
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
    private final ClipDecoder decoder;
    private final PictureSize size;
    private final Shape code;

    /** The painter lives as long as the manager of {@code codes}. */
    FramePainter(ModelBundle model, FrameCodes codes, Precision precision) {
        decoder = new ClipDecoder(model.generator(), fineStyles(codes), fineLayer(codes.ode()), precision);
        size = new PictureSize(decoder.size().width(), decoder.size().height());
        code = codes.content().getShape().slice(1);
    }

    PictureSize size() {
        return size;
    }

    /** How many codes to paint in one call. */
    int atOnce() {
        return decoder.atOnce();
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
            return Pixels.bytes(decoder.decode(wPlus)).stream() // [T, 3, H, W] in [-1, 1]
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
