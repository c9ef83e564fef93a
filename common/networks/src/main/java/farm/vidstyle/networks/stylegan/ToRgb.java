package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.weights.Weights;

/**
 * Features to colours by a modulated 1x1 convolution without demodulation and activation, added to the doubled picture of the
 * resolution below: [N, I, H, W] to [N, 3, H, W], not clamped.
 */
final class ToRgb implements Layer {
    private final int layer;
    private final NDArray kernel;
    private final NDArray bias;
    private final NDList style;
    private final NDList blur;

    ToRgb(StyledConvolution.Form form, Weights weights) {
        layer = form.layer();
        Weights conv = weights.scope("conv.");
        kernel = conv.get("weight", 1, form.out(), form.in(), 1, 1);
        bias = weights.get("bias", 1, form.out(), 1, 1);
        style = StyledConvolution.style(conv, form.in(), form.styleDim());
        blur = form.sampling() == 0 ? new NDList() : new NDList(weights.buffer("upsample.kernel", 4, 4));
    }

    @Override
    public int styleLayer() {
        return layer;
    }

    @Override
    public Canvas apply(NDArray wPlus, Canvas canvas) {
        return canvas.withPicture(Generator.SCRIPT.call(
                "toRgb", wPlus, canvas.features(), style, kernel, bias, canvas.picture(), blur, layer));
    }

    @Override
    public Layer in(Precision precision, NDArray owner) {
        return this; // its kernel takes the type of the features it meets
    }

    @Override
    public Step fix(NDArray wPlus, Precision precision) {
        NDArray fixed = Generator.SCRIPT.call("fixRgb", wPlus, style, kernel, layer, precision.scalarType());
        return new Fixed(fixed, bias, blur);
    }

    record Fixed(NDArray kernel, NDArray bias, NDList blur) implements Step {
        @Override
        public Canvas apply(NDArray wPlus, Canvas canvas) {
            return canvas.withPicture(
                    Generator.SCRIPT.call("fixedRgb", canvas.features(), kernel, bias, canvas.picture(), blur));
        }
    }
}
