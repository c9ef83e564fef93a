package farm.vidstyle.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how long it takes to open a checkpoint of 500 MB and touch every tensor, and how much heap that adds: a program, since a
 * loaded machine makes no honest unit test. Prints a JSON object a line. Run it with OMP_NUM_THREADS=1 where other work uses the cores:
 * the threads of libtorch wait for each other in every sum.
 */
final class CheckpointBenchmark {
    private static final int TENSORS = 500;
    private static final Shape MEGABYTE = new Shape(512, 512);

    private CheckpointBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("checkpoint");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            NDArray array = manager.ones(MEGABYTE);
            for (int i = 0; i < TENSORS; i++) {
                arrays.put("layer." + i + ".weight", array.add(i));
            }
            Safetensors.write(folder.resolve("a.safetensors"), arrays, Map.of());
            TorchWriter.write(folder.resolve("a.pt"), Map.of("state_dict", arrays));
        }
        for (int run = 0; run < 3; run++) { // the first one warms up
            measure(folder.resolve("a.safetensors"));
            measure(folder.resolve("a.pt"), "state_dict");
        }
        for (String file : new String[] {"a.safetensors", "a.pt"}) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }

    private static void measure(Path file, String... path) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            long heap = heap();
            long start = System.nanoTime();
            Checkpoint checkpoint = Checkpoint.open(file);
            double sum = 0;
            for (StoredTensor tensor : checkpoint.tensors(path).values()) {
                NDArray array = tensor.toArray(manager);
                sum += array.sum().getFloat(); // reads every byte
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "{\"name\":\"checkpoint.open\",\"file\":\"%s\",\"value\":%.3f,\"unit\":\"s\",\"target\":1,\"heapMb\":%.1f,"
                            + "\"sum\":%.0f}%n",
                    file.getFileName(), seconds, (heap() - heap) / 1e6, sum);
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
