package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.weights.Weights;

/**
 * A modulated convolution with noise and activation: {@code act(demodulated(s * W) * x + strength * noise + b)}, [N, I, H, W] to
 * [N, O, H', W'], where the style {@code s} is a linear function of one row of W+.
 *
 * <p>Everything that does not depend on the input is folded at construction, unless it is being trained.
 */
final class StyledConvolution implements Layer {
    /** What it takes for minimal filtering where styles differ and layers are computed whole, and where work is cut for the caches. */
    private static final int MINIMAL_CHANNELS = 512;

    private static final int MINIMAL_CHANNELS_FIXED = 64;
    private static final int MINIMAL_SIDE = 32;
    private static final int PACKED_CHANNELS =
            32; // what oneDNN puts into blocks; where parts of one are left, sums can be wrong

    private final Form form;
    private final Parts parts;
    private final NDList folded;
    private final NDList minimal; // kernels, see the script
    private final boolean trained;

    /** The arrays as stored, and 1 for a layer that doubles the resolution, 0 for one that keeps it. */
    private record Parts(NDArray kernel, NDArray bias, NDList noise, NDList style, NDList blur, int sampling) {
        NDList fold() {
            return Generator.SCRIPT.callForList(
                    "layOut", Generator.SCRIPT.callForList("fold", kernel, bias, noise), sampling);
        }

        NDArray applyUnfolded(NDArray wPlus, NDArray x, int layer) {
            return Generator.SCRIPT.call("styledUnfolded", wPlus, x, style, kernel, bias, noise, blur, layer, sampling);
        }
    }

    private StyledConvolution(StyledConvolution original, NDList folded) {
        form = original.form;
        parts = original.parts;
        trained = false;
        this.folded = folded;
        minimal = new NDList(); // in a narrow type the sums of minimal filtering would lose too much
    }

    /** What a layer looks like from outside: which row of W+ it reads, its channels, and the size of its result. */
    record Form(int layer, int in, int out, int styleDim, int sampling, Size size) {
        /**
         * Whether minimal filtering is worth its additions. It is for many channels, each of whose products it saves more of, and where
         * pixels are enough for twice as many kernels.
         */
        boolean filtersMinimally(int fewestChannels) {
            return sampling == 0
                    && Math.min(in, out) >= fewestChannels
                    && Math.min(size.height(), size.width()) >= MINIMAL_SIDE;
        }

        boolean fillsPackedKernels() {
            return in % PACKED_CHANNELS == 0 && out % PACKED_CHANNELS == 0;
        }
    }

    StyledConvolution(Form form, Weights weights, NDList noise) {
        this.form = form;
        Weights conv = weights.scope("conv.");
        NDList all = new NDList(noise);
        if (!noise.isEmpty()) {
            all.add(weights.get("noise.weight", 1));
        }
        parts = new Parts(
                conv.get("weight", 1, form.out(), form.in(), 3, 3),
                weights.get("activate.bias", form.out()),
                all,
                style(conv, form.in(), form.styleDim()),
                form.sampling() == 0 ? new NDList() : new NDList(conv.buffer("blur.kernel", 4, 4)),
                form.sampling());
        trained = parts.kernel().hasGradient();
        folded = trained ? new NDList() : parts.fold();
        minimal = trained || !form.filtersMinimally(MINIMAL_CHANNELS)
                ? new NDList()
                : Generator.SCRIPT.callForList("minimalKernels", folded.head());
    }

    /** The linear layer between W and the scales of a convolution's inputs. */
    static NDList style(Weights conv, int in, int styleDim) {
        return new NDList(conv.get("modulation.weight", in, styleDim), conv.get("modulation.bias", in));
    }

    /** The noise image of a layer, if the generator has them. */
    static NDList noise(Weights weights, int index, Size size) {
        return new NDList(weights.buffer("noises.noise_" + index, 1, 1, size.height(), size.width()));
    }

    @Override
    public int styleLayer() {
        return form.layer();
    }

    @Override
    public Canvas apply(NDArray wPlus, Canvas canvas) {
        NDArray x = canvas.features();
        return canvas.withFeatures(
                trained
                        ? parts.applyUnfolded(wPlus, x, form.layer())
                        : Generator.SCRIPT.call(
                                "styled",
                                wPlus,
                                x,
                                parts.style(),
                                folded,
                                minimal,
                                parts.blur(),
                                form.layer(),
                                parts.sampling()));
    }

    @Override
    public Layer in(Precision precision, NDArray owner) {
        if (precision == Precision.FLOAT32) {
            return this;
        }
        return new StyledConvolution(
                this,
                Generator.SCRIPT.callForList(
                        "cast", owner, trained ? parts.fold() : folded, precision.scalarType(), parts.sampling()));
    }

    @Override
    public Step fix(NDArray wPlus, Precision precision) {
        NDList fold = trained ? parts.fold() : folded;
        NDList fixed = Generator.SCRIPT.callForList(
                "fixStyled", wPlus, parts.style(), fold, form.layer(), precision.scalarType(), parts.sampling());
        boolean filters = precision == Precision.FLOAT32
                && form.filtersMinimally(MINIMAL_CHANNELS_FIXED)
                && form.fillsPackedKernels();
        NDList packed = filters
                ? Generator.SCRIPT.callForList(
                        "packedKernels", fixed.head(), form.size().width())
                : new NDList();
        return new Fixed(fixed, packed, parts.blur(), parts.sampling());
    }

    /** The same with one style for all images: a plain convolution. */
    record Fixed(NDList folded, NDList minimal, NDList blur, int sampling) implements Step {
        @Override
        public Canvas apply(NDArray wPlus, Canvas canvas) {
            return canvas.withFeatures(
                    Generator.SCRIPT.call("fixedStyled", canvas.features(), folded, minimal, blur, sampling));
        }
    }
}
