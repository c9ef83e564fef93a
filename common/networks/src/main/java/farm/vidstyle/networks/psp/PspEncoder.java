package farm.vidstyle.networks.psp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Pictures [N, 3, H, W] in [-1, 1] to W+ codes [N, L, S]: the trunk's features at 1/16, 1/8 and 1/4 of the size, joined from coarse to
 * fine, and one head a row. Codes are differences from the mean code. Safe for use by several threads.
 */
public final class PspEncoder {
    private static final TorchScript SCRIPT = TorchScript.load(PspEncoder.class, "psp.torchscript");

    /** The key of the mean code in files. */
    public static final String MEAN_CODE = "latent_avg";

    private final PspConfig config;
    private final NDArray meanCode;
    private final NDList begin = new NDList();
    private final List<Unit> units = new ArrayList<>();
    private final List<NDList> laterals;
    private final List<NDList> heads = new ArrayList<>();

    private record Unit(NDList weights, NDList shortcut, int stride) {}

    /** {@code meanCode} is [L, S], or [S] for the same style in all rows; {@code weights} those without the prefix {@code encoder}. */
    public PspEncoder(PspConfig config, Weights weights, NDArray meanCode) {
        this.config = config;
        this.meanCode = meanCode;
        requireMeanCode(meanCode.getShape());
        PspConfig.Trunk trunk = config.trunk();
        int width = trunk.widths().get(0);
        Weights input = weights.scope("input_layer.");
        begin.add(input.get("0.weight", width, 3, 3, 3));
        begin.addAll(norm(input.scope("1."), width));
        begin.add(input.get("2.weight", width));
        for (int stage = 0; stage < trunk.units().size(); stage++) {
            for (int i = 0; i < trunk.units().get(stage); i++) {
                int in = trunk.widths().get(i == 0 ? stage : stage + 1);
                addUnit(
                        weights.scope("body." + units.size() + "."),
                        in,
                        trunk.widths().get(stage + 1),
                        i == 0 ? 2 : 1);
            }
        }
        int dim = config.styleDim();
        laterals = List.of(
                convolution(weights.scope("latlayer1."), dim, trunk.widths().get(3), 1),
                convolution(weights.scope("latlayer2."), dim, trunk.widths().get(2), 1));
        for (int style = 0; style < config.styles(); style++) {
            heads.add(head(weights.scope("styles." + style + "."), style));
        }
    }

    /**
     * The encoder of a file of the public implementation: {@code encoder.} in {@code state_dict}, and {@code latent_avg}; or of a file
     * that has both at its root.
     */
    public static PspEncoder load(NDManager model, Checkpoint checkpoint) {
        Weights weights = weights(model, checkpoint);
        PspEncoder encoder = new PspEncoder(PspConfig.of(weights), weights, meanCode(model, checkpoint));
        weights.verify();
        return encoder;
    }

    /** The weights that {@link #load} builds the encoder from. */
    public static Weights weights(NDManager model, Checkpoint checkpoint) {
        boolean wrapped = checkpoint.find("state_dict").isPresent();
        return (wrapped ? checkpoint.weights(model, "state_dict") : checkpoint.weights(model)).scope("encoder.");
    }

    /** The mean code of such a file, [L, S] or [S]; a single zero, which changes nothing, where it has none. */
    public static NDArray meanCode(NDManager model, Checkpoint checkpoint) {
        if (checkpoint.find(MEAN_CODE).isEmpty()) {
            return model.zeros(new Shape(1));
        }
        StoredTensor stored = checkpoint.tensor(MEAN_CODE);
        Weights alone = Weights.stored(model, checkpoint.name(), Map.of(MEAN_CODE, stored));
        NDArray code = stored.shape().dimension() == 1 ? alone.get(MEAN_CODE, -1) : alone.get(MEAN_CODE, -1, -1);
        alone.verify();
        return code;
    }

    public PspConfig config() {
        return config;
    }

    /** W+ codes of pictures: differences plus the mean code. */
    public NDArray invert(NDArray pictures) {
        try (NDManager scope = pictures.getManager().newSubManager()) {
            scope.tempAttachAll(pictures);
            return scope.ret(encode(pictures).add(meanCode));
        }
    }

    /** What the heads read from the pictures: codes as differences from the mean code. */
    public NDArray encode(NDArray pictures) {
        return encode(pictures, (name, activation) -> {});
    }

    /** Images as the reference shows its inversions: averaged, or repeated, to {@code size} x {@code size}. */
    public static NDArray pool(NDArray images, int size) {
        return SCRIPT.call("pool", images, size);
    }

    /** As above; {@code probe} sees the results of the first layer and of every unit. */
    NDArray encode(NDArray pictures, BiConsumer<String, NDArray> probe) {
        requirePictures(pictures.getShape());
        try (NDManager scope = pictures.getManager().newSubManager()) {
            scope.tempAttachAll(pictures);
            NDArray x = SCRIPT.call("begin", pictures, begin);
            probe.accept("input_layer", x);
            List<NDArray> features = new ArrayList<>(); // of each unit
            for (Unit unit : units) {
                x = SCRIPT.call("unit", x, unit.weights(), unit.shortcut(), unit.stride());
                probe.accept("body" + features.size(), x);
                features.add(x);
            }
            List<Integer> count = config.trunk().units();
            int fine = count.get(0) + count.get(1);
            int medium = fine + count.get(2);
            NDArray coarse = features.get(features.size() - 1);
            NDArray middle = SCRIPT.call("join", coarse, features.get(medium - 1), laterals.get(0));
            List<NDArray> levels =
                    List.of(coarse, middle, SCRIPT.call("join", middle, features.get(fine - 1), laterals.get(1)));
            NDList rows = new NDList();
            for (int style = 0; style < heads.size(); style++) {
                rows.add(SCRIPT.call("head", levels.get(config.level(style)), heads.get(style)));
            }
            return scope.ret(SCRIPT.call("stack", rows)); // [N, L, S]
        }
    }

    private void addUnit(Weights weights, int in, int out, int stride) {
        Weights layer = weights.scope("res_layer.");
        NDList all = norm(layer.scope("0."), in);
        all.add(layer.get("1.weight", out, in, 3, 3));
        all.add(layer.get("2.weight", out));
        all.add(layer.get("3.weight", out, out, 3, 3));
        all.addAll(norm(layer.scope("4."), out));
        int squeezed = out / config.trunk().reduction();
        all.add(layer.get("5.fc1.weight", squeezed, out, 1, 1));
        all.add(layer.get("5.fc2.weight", out, squeezed, 1, 1));
        NDList shortcut = new NDList();
        if (in != out) {
            shortcut.add(weights.get("shortcut_layer.0.weight", out, in, 1, 1));
            shortcut.addAll(norm(weights.scope("shortcut_layer.1."), out));
        }
        units.add(new Unit(all, shortcut, stride));
    }

    private NDList head(Weights weights, int style) {
        int dim = config.styleDim();
        int halvings = config.halvings(style);
        int in = config.level(style) == 0 ? config.trunk().widths().get(4) : dim;
        NDList all = new NDList();
        for (int i = 0; i < halvings; i++) {
            all.addAll(convolution(weights.scope("convs." + 2 * i + "."), dim, i == 0 ? in : dim, 3));
        }
        all.add(weights.get("linear.weight", dim, dim));
        all.add(weights.get("linear.bias", dim));
        return all;
    }

    private static NDList convolution(Weights weights, int out, int in, int kernel) {
        return new NDList(weights.get("weight", out, in, kernel, kernel), weights.get("bias", out));
    }

    private static NDList norm(Weights weights, int channels) {
        weights.ignore("num_batches_tracked");
        return new NDList(
                weights.get("weight", channels),
                weights.get("bias", channels),
                weights.buffer("running_mean", channels),
                weights.buffer("running_var", channels));
    }

    /** Smaller pictures than the configured ones pass as well: the last halvings then meet a single pixel. */
    private void requireMeanCode(Shape shape) {
        Shape rows = new Shape(config.styles(), config.styleDim());
        boolean one = shape.dimension() == 1 && (shape.get(0) == 1 || shape.get(0) == config.styleDim());
        if (!one && !shape.equals(rows)) {
            throw new IllegalArgumentException(
                    MEAN_CODE + " is " + shape + "; expected " + rows + ", or one row of it");
        }
    }

    private void requirePictures(Shape shape) {
        if (shape.dimension() != 4 || shape.get(1) != 3 || Math.max(shape.get(2), shape.get(3)) > config.inputSize()) {
            throw new IllegalArgumentException("pictures have shape " + shape + "; this encoder needs [N, 3, "
                    + config.inputSize() + ", " + config.inputSize() + "]");
        }
    }
}
