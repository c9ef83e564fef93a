package farm.vidstyle.networks.weights;

import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of weights, read into a tree of plain data and {@link StoredTensor}s. The format follows from the first bytes: a
 * {@code torch.save} archive, its older form, or {@code .safetensors}. Integers are {@link Long}s, sequences {@link List}s, dictionaries
 * and namespaces {@link Map}s, {@code None} an empty {@link Optional}; a pickle's tree may contain itself, so walk it by path.
 */
public final class Checkpoint {
    private static final int ZIP = 0x04034b50;
    private static final int PICKLE_PROTOCOL_2 = 0x80 | 2 << 8;

    private final String name;
    private final Object root;

    private Checkpoint(String name, Object root) {
        this.name = name;
        this.root = root;
    }

    /** Reads the structure; the tensors stay in the file, which must not change while they are used. */
    public static Checkpoint open(Path file) {
        return read(ByteSource.of(file));
    }

    /** The same for a file that arrived in memory, as codes do in messages; {@code name} is for errors. */
    public static Checkpoint of(String name, byte[] content) {
        return read(ByteSource.of(name, ByteBuffer.wrap(content)));
    }

    private static Checkpoint read(ByteSource source) {
        if (source.size() < Long.BYTES) {
            throw source.broken("has " + source.size() + " bytes; a file of weights has more");
        }
        ByteBuffer start =
                source.slice(0, Math.min(source.size(), 16), "the first bytes").order(ByteOrder.LITTLE_ENDIAN);
        Object root;
        if (start.getInt(0) == ZIP) {
            root = TorchFile.readZip(source);
        } else if ((start.getShort(0) & 0xffff) == PICKLE_PROTOCOL_2) {
            root = TorchFile.readLegacy(source);
        } else if (start.limit() > Long.BYTES && start.get(Long.BYTES) == '{') {
            root = Safetensors.read(source);
        } else {
            throw source.broken("starts with none of the marks of torch.save or .safetensors");
        }
        return new Checkpoint(source.name(), root);
    }

    public String name() {
        return name;
    }

    /** The value at the end of a path of dictionary keys; the whole tree for an empty path. */
    public Optional<Object> find(String... path) {
        Object value = root;
        for (String key : path) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
                return Optional.empty();
            }
            value = map.get(key);
        }
        return Optional.of(value);
    }

    /** The tensor at a path; without one, the file must be a single tensor, as the codes of one frame are. */
    public StoredTensor tensor(String... path) {
        Object value = require(path);
        if (value instanceof StoredTensor tensor) {
            return tensor;
        }
        throw new CheckpointException(describe(path) + " is " + kind(value) + "; expected a tensor");
    }

    /** The tensors of the dictionary at a path, by name and in order; other values in it are left out. */
    public Map<String, StoredTensor> tensors(String... path) {
        Object value = require(path);
        if (!(value instanceof Map<?, ?> map)) {
            throw new CheckpointException(describe(path) + " is " + kind(value) + "; expected a state dict");
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        map.forEach((key, entry) -> {
            if (entry instanceof StoredTensor tensor) {
                tensors.put(key.toString(), tensor);
            }
        });
        return tensors;
    }

    /** The state dict at a path, for building networks whose arrays live as long as {@code model}. */
    public Weights weights(NDManager model, String... path) {
        return Weights.stored(model, path.length == 0 ? name : describe(path), tensors(path));
    }

    /** The texts that a {@code .safetensors} file carries beside its tensors. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (find(Safetensors.METADATA).orElse(Map.of()) instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> metadata.put(key.toString(), value.toString()));
        }
        return metadata;
    }

    private Object require(String... path) {
        return find(path)
                .orElseThrow(() -> new CheckpointException(describe(path) + " does not exist; the file has "
                        + (root instanceof Map<?, ?> map
                                ? map.keySet().stream().limit(20).toList()
                                : kind(root))));
    }

    private String describe(String... path) {
        return path.length == 0 ? name : name + ": " + String.join(" / ", Arrays.asList(path));
    }

    private static String kind(Object value) {
        if (value instanceof Map<?, ?> map) {
            return "a dictionary of " + map.size();
        }
        return value instanceof List<?> list
                ? "a list of " + list.size()
                : "a " + value.getClass().getSimpleName();
    }
}
