package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** One layer of the synthesis: its style still a row of W+, or already part of its kernel. */
interface Layer {
    /** The row of W+ that is its style. */
    int styleLayer();

    /** Features [N, I, H, W] to features, or to colours on top of the smaller picture in {@code rgb} (empty for the first). */
    NDArray apply(NDArray wPlus, NDArray x, NDList rgb);

    /** The layer with its features and kernel in this precision; what is new lives as long as {@code owner}. */
    Layer in(Precision precision, NDArray owner);

    /** The layer for images that all have this style; {@code wPlus} is [1, L, S], and the new kernel lives as long as it. */
    Layer fix(NDArray wPlus, Precision precision);
}
