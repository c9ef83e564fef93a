package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/** The generator in the official formulation: the baseline, and a second opinion on every pixel. */
final class ReferenceDecoder implements Decoder {
    private static final TorchScript SCRIPT = TorchScript.load(ReferenceDecoder.class, "reference.torchscript");

    private final NDArray constant;
    private final List<Layer> layers = new ArrayList<>();

    /** A styled convolution or, with {@code colours}, a layer that adds to the picture; {@code row} of W+ is its style. */
    private record Layer(int row, boolean colours, NDList weights, NDList taps) {}

    ReferenceDecoder(GeneratorConfig config, Weights weights) {
        Size start = config.constant();
        int first = config.channels().get(0);
        constant = weights.get("input.input", 1, first, start.height(), start.width());
        layers.add(styled(config, weights, "conv1.", 0, first));
        layers.add(colours(config, weights, "to_rgb1.", 1, first));
        for (int block = 0; block + 1 < config.channels().size(); block++) {
            int in = config.channels().get(block);
            int out = config.channels().get(block + 1);
            layers.add(styled(config, weights, "convs." + 2 * block + ".", 2 * block + 1, in));
            layers.add(styled(config, weights, "convs." + (2 * block + 1) + ".", 2 * block + 2, out));
            layers.add(colours(config, weights, "to_rgbs." + block + ".", 2 * block + 3, out));
        }
    }

    @Override
    public NDArray decode(NDArray wPlus) {
        try (NDManager scope = wPlus.getManager().newSubManager()) {
            scope.tempAttachAll(wPlus);
            NDArray x = SCRIPT.call("constant", wPlus, constant); // [N, C, 4, 4]
            NDList rgb = new NDList();
            for (Layer layer : layers) {
                NDArray w = wPlus.get(new NDIndex(":, " + layer.row())); // [N, S]
                if (layer.colours()) {
                    NDArray picture = SCRIPT.call("colours", x, w, layer.weights(), rgb, layer.taps());
                    rgb.forEach(NDArray::close);
                    rgb = new NDList(picture);
                } else {
                    NDArray y = SCRIPT.call("styled", x, w, layer.weights(), layer.taps());
                    x.close(); // as Python's reference counts would
                    x = y;
                }
            }
            return scope.ret(rgb.singletonOrThrow());
        }
    }

    /** More at once only takes it longer. */
    @Override
    public int atOnce() {
        return 1;
    }

    private static Layer styled(GeneratorConfig config, Weights all, String name, int row, int in) {
        Weights weights = all.scope(name);
        int block = (row + 1) / 2;
        int out = config.channels().get(block);
        Size size = FrameWork.size(config, block);
        NDList list = modulation(config, weights.scope("conv."), in);
        list.add(weights.get("conv.weight", 1, out, in, 3, 3));
        list.add(weights.get("activate.bias", out));
        list.add(all.buffer("noises.noise_" + row, 1, 1, size.height(), size.width()));
        list.add(weights.get("noise.weight", 1));
        boolean doubling = row % 2 == 1;
        return new Layer(
                row, false, list, doubling ? new NDList(weights.buffer("conv.blur.kernel", 4, 4)) : new NDList());
    }

    private static Layer colours(GeneratorConfig config, Weights all, String name, int row, int in) {
        Weights weights = all.scope(name);
        NDList list = modulation(config, weights.scope("conv."), in);
        list.add(weights.get("conv.weight", 1, 3, in, 1, 1));
        list.add(weights.get("bias", 1, 3, 1, 1));
        return new Layer(
                row, true, list, row == 1 ? new NDList() : new NDList(weights.buffer("upsample.kernel", 4, 4)));
    }

    private static NDList modulation(GeneratorConfig config, Weights convolution, int in) {
        return new NDList(
                convolution.get("modulation.weight", in, config.styleDim()), convolution.get("modulation.bias", in));
    }
}
