package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The three layers of a resolution whose styles are fixed, applied to one band of rows after the other: a band's features stay in the caches
 * from layer to layer, and at 1024 pixels no more than a few megabytes of them exist at a time. The rows that neighbouring bands share
 * are computed twice, the same bits each time.
 *
 * @param rows of a band
 * @param keep whether anybody needs its features; if not, the canvas keeps those before
 */
record FixedBlock(
        StyledConvolution.Fixed up, StyledConvolution.Fixed convolution, ToRgb.Fixed colours, int rows, boolean keep)
        implements Step {
    @Override
    public Canvas apply(NDArray wPlus, Canvas canvas) {
        NDArray x = canvas.features();
        NDList y = Generator.SCRIPT.callForList(
                "fixedBlock",
                x,
                up.folded(),
                convolution.folded(),
                convolution.minimal(),
                new NDList(colours.kernel(), colours.bias()),
                canvas.picture(),
                new NDList(up.blur().head(), colours.blur().head()),
                rows,
                keep);
        return new Canvas(y.get(0), new NDList(y.get(1)));
    }
}
