package farm.vidstyle.trainer.frames;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pixels.Pixels;
import java.util.List;

/**
 * A batch in memory; videos one after the other, each with all its frames.
 *
 * @param pictures rows of RGB, resized
 * @param codes one array of numbers a frame
 * @param codeShape [L, S] of each code
 */
public record LoadedBatch(Batch batch, List<byte[]> pictures, List<float[]> codes, Shape codeShape, FrameRule rule) {

    public LoadedBatch {
        pictures = List.copyOf(pictures);
        codes = List.copyOf(codes);
    }

    /** [B, T, 3, H, W] in [0, 1]. */
    public NDArray frames(NDManager manager) {
        NDArray all = Pixels.unit(manager, pictures, rule.height(), rule.width());
        return all.reshape(clips().addAll(all.getShape().slice(1)));
    }

    /** [B, T, L, S]. */
    public NDArray codes(NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDList all = new NDList();
            codes.forEach(code -> all.add(scope.create(code, codeShape)));
            NDArray stacked = NDArrays.stack(all).reshape(clips().addAll(codeShape));
            stacked.attach(manager);
            return stacked;
        }
    }

    private Shape clips() {
        return new Shape(batch.videos().size(), batch.numbers().size());
    }
}
