package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The allow-list: every class and function that a pickle may name, each with the plain value that stands for a call of it. Constructors
 * here only rearrange their arguments. To read further kinds of files, add entries; never fall back to a generic object.
 */
final class PickleGlobals {
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final Map<String, Constructor> ALLOWED = allowed();

    private PickleGlobals() {}

    /** What a call with the given arguments gives. */
    private interface Constructor {
        Object construct(List<Object> arguments);
    }

    /** A name of the allow-list as it lies on the stack of the pickle. */
    record Global(String name, Constructor constructor) {
        Object construct(List<Object> arguments, String place) {
            try {
                return constructor.construct(arguments);
            } catch (ClassCastException
                    | IndexOutOfBoundsException
                    | IllegalArgumentException
                    | ArithmeticException e) {
                throw new CheckpointException(place + " has a " + name + " that makes no sense: " + e.getMessage(), e);
            }
        }
    }

    /** Something harmless whose meaning no reader of weights needs, such as a NumPy scalar among the hyper-parameters. */
    record Opaque(String name, List<Object> arguments) {
        @Override
        public String toString() {
            return name; // the arguments may contain themselves
        }
    }

    /** An {@code argparse.Namespace}: its attributes. */
    private static final class Namespace extends LinkedHashMap<Object, Object> {
        private static final long serialVersionUID = 1L;
    }

    static Global require(String module, String name, String place) {
        String full = module + "." + name;
        return Optional.ofNullable(ALLOWED.get(full))
                .map(constructor -> new Global(full, constructor))
                .orElseThrow(() -> new CheckpointException(place + " names " + full
                        + ", which is not on the list of what a file of weights may contain; nothing of it was run"));
    }

    /** The attributes of an object made before. Only a namespace consists of them; a state dict's {@code _metadata} is not used. */
    static void setState(Object target, Object state) {
        if (target instanceof Namespace namespace && state instanceof Map<?, ?> attributes) {
            namespace.putAll(attributes);
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
        for (ElementType type : ElementType.values()) {
            allowed.put("torch." + type.torchStorage(), new StorageClass(type));
        }
        allowed.put(REBUILD_TENSOR, PickleGlobals::tensor);
        allowed.put("torch._utils._rebuild_parameter", arguments -> (StoredTensor) arguments.get(0));
        allowed.put("torch.Size", arguments -> arguments.get(0));
        allowed.put("torch.device", PickleGlobals::device);
        allowed.put("collections.OrderedDict", PickleGlobals::orderedDict);
        allowed.put("argparse.Namespace", arguments -> new Namespace());
        for (String module : List.of("builtins.", "__builtin__.")) {
            allowed.put(module + "set", arguments -> new ArrayList<>((List<?>) arguments.get(0)));
            allowed.put(module + "frozenset", arguments -> new ArrayList<>((List<?>) arguments.get(0)));
        }
        allowed.put("_codecs.encode", arguments -> ((String) arguments.get(0)).getBytes(ISO_8859_1));
        for (String dtype : List.of(
                "float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool")) {
            allowed.put("torch." + dtype, opaque("torch." + dtype));
        }
        for (String numpy : List.of("numpy.core.multiarray", "numpy._core.multiarray")) {
            allowed.put(numpy + ".scalar", opaque("numpy.scalar"));
            allowed.put(numpy + "._reconstruct", opaque("numpy.ndarray"));
        }
        allowed.put("numpy.ndarray", opaque("numpy.ndarray"));
        allowed.put("numpy.dtype", opaque("numpy.dtype"));
        return Map.copyOf(allowed);
    }

    private static Constructor opaque(String name) {
        return arguments -> new Opaque(name, arguments);
    }

    /** Storage, offset, shape, strides; then whether it required gradients and its hooks, which do not matter here. */
    private static Object tensor(List<Object> arguments) {
        return new StoredTensor(
                (StoredTensor.Storage) arguments.get(0),
                (Long) arguments.get(1),
                sizes((List<?>) arguments.get(2)),
                sizes((List<?>) arguments.get(3)));
    }

    private static Object device(List<Object> arguments) {
        return arguments.get(0).toString();
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

    private static long[] sizes(List<?> values) {
        return values.stream().mapToLong(value -> (Long) value).toArray();
    }
}
