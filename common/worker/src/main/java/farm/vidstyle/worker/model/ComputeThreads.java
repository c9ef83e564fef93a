package farm.vidstyle.worker.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** How many threads a computation takes: a property of the process, not of a model. */
public final class ComputeThreads {
    private ComputeThreads() {}

    /** Sets it for all computations from now on; 0 leaves libtorch's choice, one a core. */
    public static void use(int threads) {
        if (threads > 0) {
            Engine.getEngine("PyTorch"); // loads the native library
            JniUtils.setNumThreads(threads);
        }
    }
}
