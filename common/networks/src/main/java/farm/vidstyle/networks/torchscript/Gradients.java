package farm.vidstyle.networks.torchscript;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Whether the calling thread records gradients.
 *
 * <p>The mode belongs to the <em>thread</em>, and a new thread starts with it on: whoever computes on a thread of its
 * own wraps the work in {@link #off}. Nesting restores the mode found on entry, also after an exception.
 */
public final class Gradients {

    private static final TorchScript SCRIPT = TorchScript.load(Gradients.class, "gradients.torchscript");

    private Gradients() {}

    /** Computes without recording: for inference, and for constants inside a training step. */
    public static <T> T off(Supplier<T> work) {
        return in(false, work);
    }

    /** Computes with recording, for arrays that require gradients and all that is made from them. */
    public static <T> T on(Supplier<T> work) {
        return in(true, work);
    }

    /**
     * Adds the gradients of a scalar to every array that requires them and took part; read with
     * {@link NDArray#getGradient} (a new handle each time: close it). The recorded graph is freed.
     */
    public static void backward(NDArray scalar) {
        backward(scalar, 1);
    }

    /** As above, of {@code share} times the scalar. */
    public static void backward(NDArray scalar, double share) {
        if (scalar.size() != 1) {
            throw new IllegalArgumentException("backward starts from one number; got shape " + scalar.getShape());
        }
        try (NDArray one = scalar.onesLike();
                NDArray slope = off(() -> times(one, share))) {
            JniUtils.backward((PtNDArray) scalar, (PtNDArray) slope, false, false);
        }
    }

    /**
     * {@code array * factor}, to be used wherever gradients are recorded. DJL's own {@link NDArray#mul(Number)} makes the number an array in
     * Java's memory and closes it at once, though the recording still needs it: backwards, what the collector left there is read.
     */
    public static NDArray times(NDArray array, double factor) {
        return SCRIPT.call("times", array, factor);
    }

    private static <T> T in(boolean recording, Supplier<T> work) {
        Engine.getEngine("PyTorch"); // loads the native library
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(recording);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
