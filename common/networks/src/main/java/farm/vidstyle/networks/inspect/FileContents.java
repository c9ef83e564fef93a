package farm.vidstyle.networks.inspect;

import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of weights of any format that {@link Checkpoint} reads.
 *
 * @param tensors in the order of the file
 * @param values numbers, texts and the like beside the tensors, by their place; long texts are cut
 */
public record FileContents(String file, long bytes, List<Tensor> tensors, Map<String, String> values) {
    private static final int MAX_PARTS = 500_000;
    private static final int MAX_VALUES = 1_000;
    private static final int MAX_TEXT = 200;

    public FileContents {
        tensors = List.copyOf(tensors);
    }

    /**
     * A tensor and where it is.
     *
     * @param path from the root; names in a state dict stay whole, with their dots
     */
    public record Tensor(List<String> path, String type, List<Long> shape, long bytes) {
        public Tensor {
            path = List.copyOf(path);
            shape = List.copyOf(shape);
        }

        public long elements() {
            return shape.stream().reduce(1L, (a, b) -> a * b);
        }
    }

    /** Reads the structure of a file; its tensors are not touched. */
    public static FileContents of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException("no file '" + file + "'");
        }
        Collector collector = new Collector(file);
        collector.visit(List.of(), Checkpoint.open(file).find().orElseThrow());
        try {
            return new FileContents(file.toString(), Files.size(file), collector.tensors, collector.values);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Walks the tree of a file, which may share its parts: the number of visits is bounded. */
    private static final class Collector {
        private final Path file;
        private final List<Tensor> tensors = new ArrayList<>();
        private final Map<String, String> values = new LinkedHashMap<>();
        private int visits;

        Collector(Path file) {
            this.file = file;
        }

        void visit(List<String> path, Object value) {
            if (++visits > MAX_PARTS) {
                throw new CheckpointException(file + " has more than " + MAX_PARTS + " parts");
            }
            if (value instanceof StoredTensor tensor) {
                tensors.add(tensor(path, tensor));
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((key, part) -> visit(below(path, key), part));
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    visit(below(path, i), list.get(i));
                }
            } else if (values.size() < MAX_VALUES) {
                String text = value instanceof Optional<?> ? "None" : value.toString();
                values.put(
                        String.join(" / ", path),
                        text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + " …");
            }
        }

        private static Tensor tensor(List<String> path, StoredTensor tensor) {
            return new Tensor(
                    path,
                    tensor.type().name().toLowerCase(Locale.ROOT),
                    Arrays.stream(tensor.shape().getShape()).boxed().toList(),
                    tensor.size() * tensor.type().bytes());
        }

        private static List<String> below(List<String> path, Object key) {
            List<String> longer = new ArrayList<>(path);
            longer.add(String.valueOf(key));
            return longer;
        }
    }
}
