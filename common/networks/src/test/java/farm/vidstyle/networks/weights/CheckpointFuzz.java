package farm.vidstyle.networks.weights;

import java.util.Map;

/**
 * What the fuzzer calls: any bytes must either be read, tensors included, or be refused by a {@link CheckpointException}. The profile
 * {@code fuzz} of this module runs it under Jazzer; {@link CheckpointFuzzCorpusTest} repeats what was found in every build.
 */
public final class CheckpointFuzz {
    private static final int MAX_ELEMENTS = 1 << 16;

    private CheckpointFuzz() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Checkpoint checkpoint = Checkpoint.of("fuzz", data);
            if (checkpoint.find().orElseThrow() instanceof Map<?, ?>) {
                checkpoint.tensors().values().forEach(CheckpointFuzz::read);
            }
        } catch (CheckpointException refused) {
            if (!refused.getMessage().contains("fuzz")) {
                throw new IllegalStateException("a refusal that does not name the file", refused);
            }
        }
    }

    private static void read(StoredTensor tensor) {
        if (tensor.size() > 0 && tensor.size() <= MAX_ELEMENTS && tensor.bytes().remaining() == 0) {
            throw new IllegalStateException("a tensor of shape " + tensor.shape() + " without bytes");
        }
    }
}
