package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;

/** A way of turning codes [N, L, S] into pictures [N, 3, H, W]. */
interface Decoder {
    NDArray decode(NDArray wPlus);

    /** How many codes a call should bring. */
    int atOnce();
}
