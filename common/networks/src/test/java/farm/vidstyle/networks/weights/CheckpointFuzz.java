package farm.vidstyle.networks.weights;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the fuzzer calls: any bytes must either be read, tensors included, or be refused by a {@link CheckpointException}, within the
 * memory that any refusal may take. The fuzzer itself stops at inputs that take more than five seconds. The profile
 * {@code fuzz} of this module runs it under Jazzer; {@link CheckpointFuzzCorpusTest} repeats what was found in every build.
 */
public final class CheckpointFuzz {
    private static final int MAX_ELEMENTS = 1 << 16;

    private CheckpointFuzz() {}

    /** Reads the corpus before the clock runs: loading instrumented classes takes longer than any input may. */
    public static void fuzzerInitialize() throws IOException {
        for (Path file : corpus()) {
            readOrRefuse(Files.readAllBytes(file));
        }
    }

    static List<Path> corpus() throws IOException {
        URI folder =
                URI.create(CheckpointFuzz.class.getResource("/fuzz/checkpoint").toString());
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList();
        }
    }

    /** The name is Jazzer's, as of the other one. */
    public static void fuzzerTestOneInput(byte[] data) {
        long allowed = HostileFilesTest.allowedAllocation(data.length);
        if (allocatedFor(data) > allowed) {
            long again = allocatedFor(data); // the first time, classes may have been loaded and instrumented
            if (again > allowed) {
                throw new IllegalStateException(data.length + " bytes made the reader allocate " + again);
            }
        }
    }

    private static long allocatedFor(byte[] data) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        readOrRefuse(data);
        return memory.getCurrentThreadAllocatedBytes() - before;
    }

    private static void readOrRefuse(byte[] data) {
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
