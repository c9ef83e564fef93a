package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;

/** One layer of the synthesis, whose style is a row of W+. */
interface Layer extends Step {
    int styleLayer();

    /** The layer with its features and kernel in this precision; what is new lives as long as {@code owner}. */
    Layer in(Precision precision, NDArray owner);

    /** The layer for images that all have this style; {@code wPlus} is [1, L, S], and the new kernel lives as long as it. */
    Step fix(NDArray wPlus, Precision precision);
}
