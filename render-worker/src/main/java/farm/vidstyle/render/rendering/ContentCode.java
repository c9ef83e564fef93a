package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A W+ code, row by row: L layers of S numbers. The array is handed over, not copied. */
record ContentCode(float[] values, int layers, int width) {
    ContentCode {
        if (values.length != layers * width) {
            throw new IllegalArgumentException(
                    "a code of " + values.length + " numbers; expected " + layers + " layers of " + width);
        }
    }

    NDArray toArray(NDManager manager) { // [1, L, S]
        return manager.create(values, new Shape(1, layers, width));
    }
}
