package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;

/**
 * Paints codes so that gradients find back to them.
 *
 * <p>At full size the generator's activations of one image are gigabytes. Recomputing therefore paints image by image without recording; when the
 * losses have told each image's gradient, it is painted again, recorded, and gone through backwards alone. Same numbers, one image's memory.
 */
final class Painter {

    private final Generator generator;
    private final boolean recomputes;

    Painter(Generator generator, boolean recomputes) {
        this.generator = generator;
        this.recomputes = recomputes;
    }

    /**
     * Codes and their images. What losses of codes read is {@code codes}, what losses of images read is {@code images}: where images are
     * recomputed, both are ends of the recording, from which {@link #backward} goes on.
     */
    record Painted(NDArray source, NDArray codes, NDArray images) {}

    /** [N, L, S] to [N, 3, H, W], nominally in [-1, 1]. */
    Painted paint(NDArray codes) {
        if (!recomputes) {
            return new Painted(codes, codes, generator.synthesize(codes));
        }
        NDArray cut = end(codes.stopGradient());
        NDArray images = Gradients.off(() -> {
            NDList all = new NDList();
            for (long i = 0; i < codes.getShape().get(0); i++) {
                all.add(generator.synthesize(row(cut, i)));
            }
            return NDArrays.concat(all);
        });
        return new Painted(codes, cut, end(images));
    }

    /** After the losses went backwards to the ends of the recording: on to the network that made the codes. */
    void backward(Painted painted) {
        if (!recomputes) {
            return;
        }
        try (NDManager scope = painted.images().getManager().newSubManager();
                NDArray gradients = gradient(painted.images(), scope)) {
            for (long i = 0; i < painted.codes().getShape().get(0); i++) {
                backward(painted.codes(), gradients, i);
            }
            NDArray known = gradient(painted.codes(), scope);
            Gradients.backward(Gradients.on(() -> Scene.SCRIPT.call("along", painted.source(), known)));
        }
    }

    private void backward(NDArray codes, NDArray gradients, long i) {
        try (NDManager scope = gradients.getManager().newSubManager()) {
            scope.tempAttachAll(codes, gradients);
            Gradients.backward(Gradients.on(
                    () -> Scene.SCRIPT.call("along", generator.synthesize(row(codes, i)), row(gradients, i))));
        }
    }

    private static NDArray gradient(NDArray end, NDManager owner) {
        NDArray gradient = end.getGradient();
        gradient.attach(owner);
        return gradient;
    }

    private static NDArray end(NDArray array) {
        array.setRequiresGradient(true);
        return array;
    }

    static NDArray row(NDArray array, long i) {
        return array.get(new NDIndex(i + ":" + (i + 1)));
    }
}
