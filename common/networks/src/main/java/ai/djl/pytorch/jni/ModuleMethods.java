package ai.djl.pytorch.jni;

import java.util.List;

/** Calls methods of a loaded TorchScript module by name, which DJL itself only offers for whole model blocks. */
public final class ModuleMethods {

    private ModuleMethods() {}

    /**
     * Runs a method; the caller closes arguments and result.
     *
     * <p>Always in "training" mode: the other mode is libtorch's InferenceMode, whose results can never take part in
     * in-place operations or autograd afterwards. Whether gradients are recorded is the thread's gradient mode.
     */
    public static IValue run(long module, String method, List<IValue> arguments) {
        long[] handles = arguments.stream().mapToLong(IValue::getHandle).toArray();
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module, method, handles, true, false));
    }
}
