package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.stylegan.StyledConvolution.Form;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * StyleGAN2's generator: W+ codes [N, L, S] to images [N, 3, H, W], nominally in [-1, 1] and not clamped. A learned constant, then at
 * each resolution styled convolutions and a layer that adds colours to the picture so far.
 *
 * <p>Weights that require no gradient when it is built are prepared once and must not change afterwards; those that do are read in
 * every call. Safe for use by several threads.
 */
public final class Generator {
    static final TorchScript SCRIPT = TorchScript.load(Generator.class, "generator.torchscript");

    private final GeneratorConfig config;
    private final MappingNetwork mapping;
    private final NDArray constant;
    private final List<Stage> stages;
    private final Precision precision;

    /** A layer under its name in the checkpoint; those with colours end a resolution. */
    private record Stage(String name, Layer layer, boolean colours) {}

    public Generator(GeneratorConfig config, Weights weights) {
        this.config = config;
        precision = Precision.FLOAT32;
        Size size = config.constant();
        mapping = new MappingNetwork(config, weights);
        constant = weights.get("input.input", 1, config.channels().get(0), size.height(), size.width());
        stages = new ArrayList<>();
        int channels = config.channels().get(0);
        addConvolution("conv1", weights, new Form(0, channels, channels, config.styleDim(), 0));
        addColours("to_rgb1", weights, new Form(1, channels, 3, config.styleDim(), 0));
        for (int block = 0; block < config.blocks(); block++) {
            int in = config.channels().get(block);
            int out = config.channels().get(block + 1);
            int layer = 1 + 2 * block;
            addConvolution("convs." + 2 * block, weights, new Form(layer, in, out, config.styleDim(), 1));
            addConvolution("convs." + (2 * block + 1), weights, new Form(layer + 1, out, out, config.styleDim(), 0));
            addColours("to_rgbs." + block, weights, new Form(layer + 2, out, 3, config.styleDim(), 1));
        }
    }

    private Generator(Generator original, List<Stage> stages, Precision precision) {
        this.config = original.config;
        this.mapping = original.mapping;
        this.constant = original.constant;
        this.stages = stages;
        this.precision = precision;
    }

    /** The generator of a file: the moving average of a training run, {@code g_ema} or {@code G_ema}, or the file itself. */
    public static Generator load(NDManager model, Checkpoint checkpoint) {
        Weights weights = Stream.of("g_ema", "G_ema")
                .filter(key -> checkpoint.find(key).isPresent())
                .findFirst()
                .map(key -> checkpoint.weights(model, key))
                .orElseGet(() -> checkpoint.weights(model));
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();
        return generator;
    }

    public GeneratorConfig config() {
        return config;
    }

    public MappingNetwork mapping() {
        return mapping;
    }

    /** Images of W+ codes; [N, S] stands for the same style in all layers. */
    public NDArray synthesize(NDArray wPlus) {
        return synthesize(wPlus, (name, activation) -> {});
    }

    /**
     * The generator for a clip whose styles from layer {@code first} on are those of {@code wPlus} [1, L, S] in every image: their
     * kernels are computed here once, and live as long as {@code wPlus}. Its results equal this one's up to rounding, several times
     * faster; rows from {@code first} on of what it is given are not looked at.
     */
    public Generator withFixedStyles(NDArray wPlus, int first) {
        return withFixedStyles(wPlus, first, Precision.FLOAT32);
    }

    /** As above, computing in another precision. */
    public Generator withFixedStyles(NDArray wPlus, int first, Precision wanted) {
        requireCodes(wPlus);
        List<Stage> prepared = new ArrayList<>();
        for (Stage stage : stages) {
            Layer layer = stage.layer();
            prepared.add(new Stage(
                    stage.name(),
                    layer.styleLayer() < first ? layer.in(wanted, wPlus) : layer.fix(wPlus, wanted),
                    stage.colours()));
        }
        return new Generator(this, List.copyOf(prepared), wanted);
    }

    /** The style {@code w} [N, S] for every layer: [N, L, S]. */
    public NDArray repeat(NDArray w) {
        return w.expandDims(1).repeat(1, config.styleLayers());
    }

    /** Codes with the rows of {@code coarse} before layer {@code inject} and of {@code fine} from it on. */
    public static NDArray mix(NDArray coarse, NDArray fine, int inject) {
        return NDArrays.concat(new NDList(coarse.get(":, :" + inject), fine.get(":, " + inject + ":")), 1);
    }

    /** As above; {@code probe} sees every layer's result under the layer's name before the next one is computed. */
    NDArray synthesize(NDArray codes, BiConsumer<String, NDArray> probe) {
        try (NDManager scope = codes.getManager().newSubManager()) {
            scope.tempAttachAll(codes);
            NDArray wPlus = codes.getShape().dimension() == 2 ? repeat(codes) : codes;
            requireCodes(wPlus);
            NDArray x = SCRIPT.call("constant", wPlus, constant, precision.scalarType()); // [N, C, 4, 4]
            NDList rgb = new NDList();
            for (Stage stage : stages) {
                NDArray y = stage.layer().apply(wPlus, x, rgb);
                probe.accept(stage.name(), y);
                if (stage.colours()) {
                    rgb.forEach(NDArray::close);
                    rgb = new NDList(y);
                } else {
                    x.close(); // at 1024 pixels the features of all layers together do not fit
                    x = y;
                }
            }
            return scope.ret(SCRIPT.call("image", rgb.singletonOrThrow()));
        }
    }

    private void addConvolution(String name, Weights weights, Form form) {
        Size size = config.size((form.layer() + 1) / 2);
        NDList noise = config.noise() ? StyledConvolution.noise(weights, form.layer(), size) : new NDList();
        stages.add(new Stage(name, new StyledConvolution(form, weights.scope(name + "."), noise), false));
    }

    private void addColours(String name, Weights weights, Form form) {
        stages.add(new Stage(name, new ToRgb(form, weights.scope(name + ".")), true));
    }

    private void requireCodes(NDArray wPlus) {
        Shape shape = wPlus.getShape();
        if (shape.dimension() != 3 || shape.get(1) != config.styleLayers() || shape.get(2) != config.styleDim()) {
            throw new IllegalArgumentException("codes have shape " + shape + "; this generator needs [N, "
                    + config.styleLayers() + ", " + config.styleDim() + "]");
        }
    }
}
