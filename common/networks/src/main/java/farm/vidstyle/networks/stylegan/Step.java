package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;

/** Part of the synthesis: a layer, or several in one. */
interface Step {
    /** [N, L, S] and what there is so far to what there is then; nothing is closed. */
    Canvas apply(NDArray wPlus, Canvas canvas);
}
