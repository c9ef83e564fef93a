package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import farm.vidstyle.networks.weights.pickle.Constructor;
import farm.vidstyle.networks.weights.pickle.Global;
import farm.vidstyle.networks.weights.pickle.ObjectState;
import farm.vidstyle.networks.weights.pickle.Vocabulary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The allow-list: every class and function that a pickle of weights may name, each with the plain value that stands for a call of it.
 * Constructors here only rearrange their arguments. To read further kinds of files, add entries; never fall back to a generic object.
 */
final class TorchGlobals implements Vocabulary {
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String SCRIPT_CLASSES = "__torch__.";
    private static final Map<String, Constructor> ALLOWED = allowed();

    private final UnaryOperator<Object> storages;
    private final Map<String, Constructor> further;

    /** {@code storages} finds what a persistent id refers to; {@code further} are names that only some kind of file may use. */
    TorchGlobals(UnaryOperator<Object> storages, Map<String, Constructor> further) {
        this.storages = storages;
        this.further = further;
    }

    /** Something harmless whose meaning no reader of weights needs, such as a NumPy scalar among the hyper-parameters. */
    record Opaque(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    public Optional<Constructor> constructor(String name) {
        if (name.startsWith(SCRIPT_CLASSES)) { // classes of a TorchScript archive: their objects are their attributes
            return Optional.of(arguments -> new ObjectState(name));
        }
        return Optional.ofNullable(ALLOWED.getOrDefault(name, further.get(name)));
    }

    @Override
    public Object persistent(Object id) {
        return storages.apply(id);
    }

    /** Only objects consist of their state; that of a state dict ({@code _metadata}) or a NumPy array is not used. */
    @Override
    public void setState(Object target, Object state) {
        if (target instanceof ObjectState object && state instanceof Map<?, ?> attributes) {
            object.putAll(attributes);
        }
    }

    /** The element type of a storage class, such as {@code torch.FloatStorage}. */
    static Optional<ElementType> storageType(Object global) {
        if (global instanceof Global g && g.constructor() instanceof StorageClass storage) {
            return Optional.of(storage.type());
        }
        return Optional.empty();
    }

    /** Storages are only referred to, by their persistent ids, never made. */
    private record StorageClass(ElementType type) implements Constructor {
        @Override
        public Object construct(List<Object> arguments) {
            throw new IllegalArgumentException("storages come from the file, not from a call");
        }
    }

    private static Map<String, Constructor> allowed() {
        Map<String, Constructor> allowed = new HashMap<>();
        allowTensors(allowed);
        allowPlainData(allowed);
        allowNumpy(allowed);
        for (String list : List.of("build_intlist", "build_doublelist", "build_boollist", "build_tensorlist")) {
            allowed.put("torch.jit._pickle." + list, arguments -> (List<?>) arguments.get(0));
        }
        allowed.put("torch.jit._pickle.restore_type_tag", arguments -> arguments.get(0));
        return Map.copyOf(allowed);
    }

    private static void allowTensors(Map<String, Constructor> allowed) {
        for (ElementType type : ElementType.values()) {
            allowed.put("torch." + type.torchStorage(), new StorageClass(type));
            allowed.put("torch." + type.torchName(), opaque("torch." + type.torchName()));
        }
        allowed.put(REBUILD_TENSOR, TorchGlobals::tensor);
        allowed.put("torch._utils._rebuild_tensor", TorchGlobals::tensor); // before 0.4
        allowed.put("torch._utils._rebuild_parameter", arguments -> (StoredTensor) arguments.get(0));
        allowed.put("torch._utils._rebuild_parameter_with_state", arguments -> (StoredTensor) arguments.get(0));
        allowed.put("torch._tensor._rebuild_from_type_v2", TorchGlobals::tensorWithAttributes);
        allowed.put("torch.Tensor", opaque("torch.Tensor"));
        allowed.put("torch.nn.parameter.Parameter", opaque("torch.nn.parameter.Parameter"));
        allowed.put("torch.Size", arguments -> (List<?>) arguments.get(0));
        allowed.put("torch.device", TorchGlobals::device);
    }

    private static void allowPlainData(Map<String, Constructor> allowed) {
        allowed.put("collections.OrderedDict", TorchGlobals::orderedDict);
        allowed.put("collections.defaultdict", arguments -> new LinkedHashMap<>());
        for (String attributes : List.of(
                "argparse.Namespace",
                "pytorch_lightning.utilities.parsing.AttributeDict",
                "lightning.pytorch.utilities.parsing.AttributeDict",
                "lightning_fabric.utilities.data.AttributeDict",
                "lightning.fabric.utilities.data.AttributeDict")) {
            allowed.put(attributes, arguments -> new ObjectState(attributes));
        }
        for (String module : List.of("builtins.", "__builtin__.")) {
            allowed.put(module + "set", TorchGlobals::items);
            allowed.put(module + "frozenset", TorchGlobals::items);
            allowed.put(module + "bytearray", arguments -> (ByteBuffer) arguments.get(0));
            for (String factory : List.of("dict", "list", "int", "float")) { // the argument of a defaultdict
                allowed.put(module + factory, opaque(factory));
            }
        }
        allowed.put("_codecs.encode", TorchGlobals::encoded);
        for (String path : List.of("PosixPath", "PurePosixPath", "WindowsPath", "PureWindowsPath")) {
            allowed.put("pathlib." + path, TorchGlobals::path);
        }
    }

    private static void allowNumpy(Map<String, Constructor> allowed) {
        for (String numpy : List.of("numpy.core.multiarray", "numpy._core.multiarray")) {
            allowed.put(numpy + ".scalar", opaque("numpy.scalar"));
            allowed.put(numpy + "._reconstruct", opaque("numpy.ndarray"));
        }
        allowed.put("numpy.ndarray", opaque("numpy.ndarray"));
        allowed.put("numpy.dtype", opaque("numpy.dtype"));
    }

    private static Constructor opaque(String name) {
        return arguments -> new Opaque(name);
    }

    /** Storage, offset, shape, strides; then whether it required gradients and its hooks, which do not matter here. */
    private static Object tensor(List<Object> arguments) {
        return new StoredTensor(
                (StoredTensor.Storage) arguments.get(0),
                (Long) arguments.get(1),
                sizes((List<?>) arguments.get(2)),
                sizes((List<?>) arguments.get(3)));
    }

    /** A tensor that somebody hung attributes on: how to make it, its type, the arguments, the attributes. */
    private static Object tensorWithAttributes(List<Object> arguments) {
        if (arguments.get(0) instanceof Global maker && maker.name().equals(REBUILD_TENSOR)) {
            return tensor(new ArrayList<>((List<?>) arguments.get(2)));
        }
        throw new IllegalArgumentException("it is not made by " + REBUILD_TENSOR);
    }

    private static Object device(List<Object> arguments) {
        return (String) arguments.get(0);
    }

    private static Object items(List<Object> arguments) {
        return arguments.isEmpty() ? new ArrayList<>() : (List<?>) arguments.get(0);
    }

    private static Object orderedDict(List<Object> arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            for (Object pair : (List<?>) arguments.get(0)) {
                map.put((String) ((List<?>) pair).get(0), ((List<?>) pair).get(1));
            }
        }
        return map;
    }

    /** Bytes as protocol 2 has them: a text of the letters 0 to 255. */
    private static Object encoded(List<Object> arguments) {
        return ByteBuffer.wrap(((String) arguments.get(0)).getBytes(ISO_8859_1));
    }

    private static Object path(List<Object> arguments) {
        return arguments.stream().map(part -> (String) part).collect(Collectors.joining("/"));
    }

    private static long[] sizes(List<?> values) {
        if (values.size() > StoredTensor.MAX_AXES) {
            throw new IllegalArgumentException("a tensor of " + values.size() + " axes");
        }
        return values.stream().mapToLong(value -> (Long) value).toArray();
    }
}
