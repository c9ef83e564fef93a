package farm.vidstyle.networks.pyramid;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Weights;

/**
 * Images to W+ codes: strided convolutions with a residual each down to 4 pixels, a way back up to 16, and one linear layer per code on the
 * reduced map that its layer reads. A linear layer sees where things are, which is what pose codes are about; pooling would lose it.
 */
public final class PyramidEncoder {

    private static final TorchScript SCRIPT = TorchScript.load(PyramidEncoder.class, "pyramid.torchscript");

    private final PyramidConfig config;
    private final NDList parameters;
    private final int[] readers;

    public PyramidEncoder(Weights weights, PyramidConfig config) {
        this.config = config;
        parameters = new NDList();
        config.shapes().forEach((name, shape) -> parameters.add(weights.get(name, shape.getShape())));
        readers = config.readers().stream().mapToInt(Integer::intValue).toArray();
    }

    public PyramidConfig config() {
        return config;
    }

    /** [N, 3, R, R] in [-1, 1] to W+ [N, L, S]. */
    public NDArray encode(NDArray images) {
        requireImages(images);
        return SCRIPT.call("encode", images, parameters, config.widths().size(), readers);
    }

    /** What is seen where, on the way to the codes: [N, 3, R, R] in [-1, 1] to [N, 64, C], 8 by 8 places row by row. */
    public NDArray places(NDArray images) {
        requireImages(images);
        return SCRIPT.call("places", images, parameters, config.widths().size());
    }

    private void requireImages(NDArray images) {
        Shape shape = images.getShape();
        long side = config.resolution();
        if (shape.dimension() != 4 || shape.get(1) != 3 || shape.get(2) != side || shape.get(3) != side) {
            throw new IllegalArgumentException(
                    "images are " + shape + "; expected (N, 3, " + side + ", " + side + ") for this encoder");
        }
    }
}
