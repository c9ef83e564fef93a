package farm.vidstyle.networks.weights;

import farm.vidstyle.networks.weights.pickle.Constructor;
import farm.vidstyle.networks.weights.pickle.ObjectState;
import farm.vidstyle.networks.weights.pickle.Vocabulary;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plain pickle of PyTorch networks may contain, above all the {@code .pkl} files of NVIDIA's StyleGAN2-ADA and StyleGAN3
 * ({@code torch_utils/persistence.py} there): each network is its class name, its source text and its state. The source is dropped
 * unseen; of the state stay the tensors under the names of a state dict, and {@link #INIT_ARGS} and {@link #INIT_KWARGS}, the arguments
 * that the network was once made with. Each storage is a small {@code torch.save} file of its own inside the pickle.
 */
final class NetworkPickle {
    static final String INIT_ARGS = "_init_args";
    static final String INIT_KWARGS = "_init_kwargs";
    private static final List<String> TENSORS_AND_PARTS = List.of("_parameters", "_buffers", "_modules");
    private static final int MAX_STORAGES = 50_000;
    private static final int MAX_STORAGE_OPERATIONS = 1000; // it names one storage and nothing else
    private static final String EASY_DICT = "dnnlib.util.EasyDict";

    private final ByteSource source;
    private int storagesRead;

    NetworkPickle(ByteSource source) {
        this.source = source;
    }

    Vocabulary vocabulary() {
        Map<String, Constructor> further = Map.of(
                "torch_utils.persistence._reconstruct_persistent_obj",
                this::network,
                "torch.storage._load_from_bytes",
                this::storage,
                EASY_DICT,
                arguments -> new LinkedHashMap<>(),
                "dnnlib.EasyDict",
                arguments -> new LinkedHashMap<>());
        return new TorchGlobals(
                id -> {
                    throw source.broken(
                            "refers to storages outside of its pickle, which torch.save does only behind its mark");
                },
                further);
    }

    Object requireNetwork(Object root) {
        if (root instanceof Map<?, ?> map && !map.isEmpty()) {
            return root;
        }
        throw source.broken("is a pickle but neither one of torch.save nor a dictionary of networks");
    }

    /** From the one dictionary that the persistence of NVIDIA's networks writes for each of them. */
    private Object network(List<Object> arguments) {
        Map<?, ?> meta = (Map<?, ?>) arguments.get(0);
        if (!"class".equals(meta.get("type")) || !(meta.get("class_name") instanceof String name)) {
            throw new IllegalArgumentException("it is not the record of a class");
        }
        Map<?, ?> state = meta.get("state") instanceof Map<?, ?> map ? map : Map.of();
        ObjectState network = new ObjectState(name);
        for (String kind : TENSORS_AND_PARTS) {
            if (state.get(kind) instanceof Map<?, ?> members) {
                network.putAll(members);
            }
        }
        network.values().removeIf(member -> member instanceof Optional<?>); // a buffer that is not there
        for (String recorded : List.of(INIT_ARGS, INIT_KWARGS)) {
            Optional.ofNullable(state.get(recorded)).ifPresent(value -> network.put(recorded, value));
        }
        return network;
    }

    private Object storage(List<Object> arguments) {
        ByteBuffer bytes = (ByteBuffer) arguments.get(0);
        if (++storagesRead > MAX_STORAGES) {
            throw new IllegalArgumentException("the file has more than " + MAX_STORAGES + " of them");
        }
        Object value = TorchFile.readLegacy(
                ByteSource.of(source.name() + ": storage " + storagesRead, bytes), MAX_STORAGE_OPERATIONS);
        if (value instanceof StoredTensor.Storage storage) {
            return storage;
        }
        throw new IllegalArgumentException("it holds something else than a storage");
    }
}
