package farm.vidstyle.networks.weights;

import farm.vidstyle.networks.weights.pickle.ObjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors in a part of a checkpoint's tree under the names that PyTorch's state dicts give them, with dots between the parts. */
final class StateDict {
    /** A tree may share its parts so that it has exponentially many paths. */
    private static final int MAX_VISITS = 500_000;

    private static final int MAX_NAME = 2000;
    private static final int KEYS_IN_OVERVIEW = 20;

    private final String place;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private int visits;

    private StateDict(String place) {
        this.place = place;
    }

    static Map<String, StoredTensor> of(String place, Map<?, ?> members) {
        StateDict dict = new StateDict(place);
        dict.collect("", members);
        return dict.tensors;
    }

    private void collect(String prefix, Map<?, ?> members) {
        if (prefix.length() > MAX_NAME) {
            throw new CheckpointException(place + " has names of more than " + MAX_NAME + " letters");
        }
        members.forEach((key, value) -> {
            if (++visits > MAX_VISITS) {
                throw new CheckpointException(place + " has more than " + MAX_VISITS + " parts");
            }
            if (value instanceof StoredTensor tensor) {
                tensors.put(prefix + key, tensor);
            } else if (value instanceof ObjectState part && members instanceof ObjectState) {
                collect(prefix + key + ".", part);
            }
        });
    }

    /** What a value of the tree is, in words. */
    static String kind(Object value) {
        if (value instanceof StoredTensor tensor) {
            return "a tensor of shape " + tensor.shape();
        }
        if (value instanceof ObjectState object) {
            return "an object of class " + object.className();
        }
        if (value instanceof Map<?, ?> map) {
            return "a dictionary of " + map.size();
        }
        return value instanceof List<?> list
                ? "a list of " + list.size()
                : "a " + value.getClass().getSimpleName();
    }

    /** The first names in a value, for messages; with what they are where they have parts. */
    static String overview(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return kind(value);
        }
        return map.entrySet().stream()
                .limit(KEYS_IN_OVERVIEW)
                .map(entry ->
                        entry.getKey() + (entry.getValue() instanceof Map<?, ?> part ? " (" + kind(part) + ")" : ""))
                .toList()
                .toString();
    }
}
