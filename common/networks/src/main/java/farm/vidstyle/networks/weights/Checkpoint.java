package farm.vidstyle.networks.weights;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.pickle.ObjectState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of weights, read into a tree of plain data and {@link StoredTensor}s. The format follows from the first bytes: a
 * {@code torch.save} archive or its older form, a TorchScript archive, a network pickle of the StyleGAN2-ADA kind, {@code .safetensors}
 * or the {@code .index.json} of several, {@code .npz}. Integers are {@link Long}s, sequences {@link List}s, dictionaries, namespaces and
 * objects {@link Map}s, bytes {@link ByteBuffer}s, {@code None} an empty {@link Optional}.
 */
public final class Checkpoint {
    private static final int ZIP = 0x04034b50;

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
        if (source.size() <= Long.BYTES) {
            throw source.broken("has " + source.size() + " bytes; a file of weights has more");
        }
        ByteBuffer start =
                source.slice(0, Math.min(source.size(), 16), "the first bytes").order(ByteOrder.LITTLE_ENDIAN);
        return new Checkpoint(source.name(), tree(source, start));
    }

    private static Object tree(ByteSource source, ByteBuffer start) {
        if (start.getInt(0) == ZIP) {
            return archive(source, new ZipTable(source));
        }
        if (Safetensors.isLikely(source)) {
            return Safetensors.read(source);
        }
        boolean pickle = (start.get(0) & 0xff) == 0x80 && start.get(1) >= 2 && start.get(1) <= 5;
        if (pickle) {
            return TorchFile.readPickles(source);
        }
        if (start.get(0) == '{') {
            return ShardedSafetensors.read(source);
        }
        throw source.broken("starts with none of the marks of torch.save, network pickles, .safetensors or .npz");
    }

    private static Object archive(ByteSource source, ZipTable zip) {
        boolean numpy = NumpyArchive.isLikely(zip) && zip.names().stream().noneMatch(TorchFile::isPickle);
        return numpy ? NumpyArchive.read(source, zip) : TorchFile.readZip(source, zip);
    }

    public String name() {
        return name;
    }

    /** The value at the end of a path of dictionary keys and positions in lists; the whole tree for an empty path. */
    public Optional<Object> find(String... path) {
        Optional<Object> value = Optional.of(root);
        for (String key : path) {
            value = value.flatMap(parent -> member(parent, key));
        }
        return value;
    }

    /** Keys of optimizer states are numbers, hence the comparison by text. */
    private static Optional<Object> member(Object parent, String key) {
        if (parent instanceof Map<?, ?> map) {
            return map.containsKey(key)
                    ? Optional.of(map.get(key))
                    : map.entrySet().stream()
                            .filter(entry -> entry.getKey().toString().equals(key))
                            .<Object>map(Map.Entry::getValue)
                            .findFirst();
        }
        boolean position = parent instanceof List<?> && key.matches("[0-9]{1,9}");
        return position && Integer.parseInt(key) < ((List<?>) parent).size()
                ? Optional.of(((List<?>) parent).get(Integer.parseInt(key)))
                : Optional.empty();
    }

    /** The tensor at a path; without one, the file must be a single tensor, as the codes of one frame are. */
    public StoredTensor tensor(String... path) {
        Object value = require(path);
        if (value instanceof StoredTensor tensor) {
            return tensor;
        }
        throw new CheckpointException(describe(path) + " is " + StateDict.kind(value) + "; expected a tensor");
    }

    /**
     * The tensors of the dictionary or object at a path, by name and in order; other values in it are left out. The parts of an object
     * are walked too, which gives the names of a state dict, such as {@code visual.conv1.weight}; dictionaries in a dictionary are not.
     */
    public Map<String, StoredTensor> tensors(String... path) {
        Object value = require(path);
        if (!(value instanceof Map<?, ?> map)) {
            throw new CheckpointException(describe(path) + " is " + StateDict.kind(value) + "; expected a state dict");
        }
        return StateDict.of(describe(path), map);
    }

    /** The state dict at a path, for building networks whose arrays live as long as {@code model}. */
    public Weights weights(NDManager model, String... path) {
        Map<String, StoredTensor> tensors = tensors(path);
        if (tensors.isEmpty()) {
            throw new CheckpointException(describe(path) + " has no tensors of its own; it has "
                    + StateDict.overview(require(path)) + "; name the one that is meant");
        }
        return Weights.stored(model, describe(path), tensors);
    }

    /** The class of the object at a path, as far as the file tells: networks of NVIDIA's pickles and of TorchScript archives do. */
    public Optional<String> className(String... path) {
        return find(path).filter(ObjectState.class::isInstance).map(object -> ((ObjectState) object).className());
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
                .orElseThrow(() -> new CheckpointException(
                        describe(path) + " does not exist; the file has " + StateDict.overview(root)));
    }

    private String describe(String... path) {
        return path.length == 0 ? name : name + ": " + String.join(" / ", path);
    }
}
