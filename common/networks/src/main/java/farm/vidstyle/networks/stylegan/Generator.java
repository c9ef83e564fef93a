package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
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

    /** Stages of the first resolution, and of each other one. */
    private static final int FIRST_STAGES = 2;

    private static final int STAGES = 3;

    private final GeneratorConfig config;
    private final MappingNetwork mapping;
    private final NDArray constant;
    private final List<Stage> stages;
    private final Precision precision;
    /** So many stages take all images together, the others one after the other. */
    private final int together;

    /** Whether a painter has painted an image by these stages, see {@link Painters#each}. */
    private volatile boolean rehearsed;

    /** A layer under its name in the checkpoint; those with colours end a resolution. */
    private record Stage(String name, Step step, boolean colours) {}

    public Generator(GeneratorConfig config, Weights weights) {
        this.config = config;
        precision = Precision.FLOAT32;
        Size size = config.constant();
        mapping = new MappingNetwork(config, weights);
        constant = weights.get("input.input", 1, config.channels().get(0), size.height(), size.width());
        stages = new ArrayList<>();
        int channels = config.channels().get(0);
        addConvolution("conv1", weights, new Form(0, channels, channels, config.styleDim(), 0, size));
        addColours("to_rgb1", weights, new Form(1, channels, 3, config.styleDim(), 0, size));
        for (int block = 0; block < config.blocks(); block++) {
            int in = config.channels().get(block);
            int out = config.channels().get(block + 1);
            int layer = 1 + 2 * block;
            Size larger = config.size(block + 1);
            addConvolution("convs." + 2 * block, weights, new Form(layer, in, out, config.styleDim(), 1, larger));
            addConvolution(
                    "convs." + (2 * block + 1), weights, new Form(layer + 1, out, out, config.styleDim(), 0, larger));
            addColours("to_rgbs." + block, weights, new Form(layer + 2, out, 3, config.styleDim(), 1, larger));
        }
        together = stages.size();
    }

    private Generator(Generator original, List<Stage> stages, int together, Precision precision) {
        this.config = original.config;
        this.mapping = original.mapping;
        this.constant = original.constant;
        this.stages = stages;
        this.precision = precision;
        this.together = together;
    }

    /** The generator of a file: the moving average of a training run, {@code g_ema} or {@code G_ema}, or the file itself. */
    public static Generator load(NDManager model, Checkpoint checkpoint) {
        Weights weights = rosinality(Stream.of("g_ema", "G_ema")
                .filter(key -> checkpoint.find(key).isPresent())
                .findFirst()
                .map(key -> checkpoint.weights(model, key))
                .orElseGet(() -> checkpoint.weights(model)));
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();
        return generator;
    }

    /** The weights under rosinality's names, which the network asks for; those of NVIDIA's pickles are translated. */
    public static Weights rosinality(Weights weights) {
        return weights.has(NvidiaLayout.MARK) ? weights.translated(NvidiaLayout::toRosinality) : weights;
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
        return withFixedStyles(wPlus, first, wanted, Cutting.USUAL);
    }

    Generator withFixedStyles(NDArray wPlus, int first, Precision wanted, Cutting cutting) {
        requireCodes(wPlus);
        List<Stage> prepared = new ArrayList<>();
        for (Stage stage : stages) {
            if (!(stage.step() instanceof Layer layer)) {
                throw new IllegalStateException("the style of " + stage.name() + " is already fixed");
            }
            Step step = layer.styleLayer() < first ? layer.in(wanted, wPlus) : layer.fix(wPlus, wanted);
            prepared.add(new Stage(stage.name(), step, stage.colours()));
        }
        boolean cut = pixels(config.blocks()) >= cutting.fewestPixels();
        int shared = FIRST_STAGES + STAGES * Math.min(cutting.sharedBlocks(), config.blocks());
        List<Stage> joined = cut ? inBands(prepared, cutting) : List.copyOf(prepared);
        return new Generator(this, joined, cut ? Math.min(shared, joined.size()) : joined.size(), wanted);
    }

    /** Joins the layers of each large resolution where all their styles are fixed; a resolution's layers are three. */
    private List<Stage> inBands(List<Stage> separate, Cutting cutting) {
        List<Stage> joined = new ArrayList<>(separate.subList(0, FIRST_STAGES));
        for (int block = 1; block <= config.blocks(); block++) {
            List<Stage> three = separate.subList(FIRST_STAGES + STAGES * (block - 1), FIRST_STAGES + STAGES * block);
            if (block > cutting.sharedBlocks()
                    && pixels(block) >= cutting.fewestPixels()
                    && three.get(0).step() instanceof StyledConvolution.Fixed up
                    && three.get(1).step() instanceof StyledConvolution.Fixed convolution
                    && three.get(2).step() instanceof ToRgb.Fixed colours) {
                Step whole = new FixedBlock(up, convolution, colours, cutting.rows(), block < config.blocks());
                joined.add(new Stage(three.get(2).name(), whole, true));
            } else {
                joined.addAll(three);
            }
        }
        return List.copyOf(joined);
    }

    private long pixels(int block) {
        Size size = config.size(block);
        return (long) size.height() * size.width();
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
            NDArray start = SCRIPT.call("constant", wPlus, constant, precision.scalarType()); // [N, C, 4, 4]
            Canvas canvas = paint(wPlus, new Canvas(start, new NDList()), stages.subList(0, together), probe);
            List<Stage> rest = stages.subList(together, stages.size());
            if (rest.isEmpty()) {
                return scope.ret(SCRIPT.call("image", canvas.picture().singletonOrThrow()));
            }
            long images = wPlus.getShape().get(0);
            NDArray result = scope.create(
                    new Shape(images, 3, config.size().height(), config.size().width()));
            rehearsed = Painters.each(images, rehearsed, i -> {
                NDIndex one = new NDIndex(i + ":" + (i + 1));
                Canvas own = paint(wPlus.get(one), canvas.get(one), rest, probe);
                SCRIPT.call("put", result, own.picture().singletonOrThrow(), i).close();
                own.closeBut(canvas);
            });
            return scope.ret(result);
        }
    }

    private static Canvas paint(NDArray wPlus, Canvas start, List<Stage> stages, BiConsumer<String, NDArray> probe) {
        Canvas canvas = start;
        for (Stage stage : stages) {
            Canvas next = stage.step().apply(wPlus, canvas);
            probe.accept(stage.name(), stage.colours() ? next.picture().head() : next.features());
            canvas.closeBut(next);
            canvas = next;
        }
        return canvas;
    }

    private void addConvolution(String name, Weights weights, Form form) {
        NDList noise = config.noise() ? StyledConvolution.noise(weights, form.layer(), form.size()) : new NDList();
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
