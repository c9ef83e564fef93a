package farm.vidstyle.networks.weights;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The storages that a pickle of torch has named so far, one for each key, however many tensors share it. */
final class TorchStorages {
    private final ByteSource source;
    private final Location location;
    private final Map<String, StoredTensor.Storage> byKey = new HashMap<>();

    /** Where the bytes of a storage are. May refuse at once, when the pickle names it, or when the bytes are asked for. */
    interface Location {
        Supplier<ByteBuffer> find(String key, long bytes);
    }

    TorchStorages(ByteSource source, Location location) {
        this.source = source;
        this.location = location;
    }

    /** {@code ('storage', class, key, device, elements)}; old files add a view of another storage, which nobody writes any more. */
    StoredTensor.Storage find(Object id) {
        if (!(id instanceof List<?> parts)
                || parts.size() < 5
                || !"storage".equals(parts.get(0))
                || !(parts.get(2) instanceof String key)
                || !(parts.get(4) instanceof Long elements)) {
            throw source.broken("refers to something that is not a storage");
        }
        if (parts.size() > 5 && parts.get(5) instanceof List<?>) {
            throw source.broken(
                    "has storages that are views of others (torch before 0.4); save it again with a newer torch");
        }
        ElementType type = TorchGlobals.storageType(parts.get(1))
                .orElseThrow(() -> source.broken("storage " + key + " has an unknown type"));
        StoredTensor.Storage storage = byKey.computeIfAbsent(key, k -> storage(type, k, elements));
        if (storage.type() != type || storage.elements() != elements) {
            throw source.broken("storage " + key + " is " + storage.elements() + " " + storage.type() + " first and "
                    + elements + " " + type + " later");
        }
        return storage;
    }

    /** Where each storage of an older file starts: they follow each other from {@code position}, each behind its length. */
    Map<String, Long> places(List<?> keys, long position) {
        Map<String, Long> offsets = new HashMap<>();
        long at = position;
        for (Object key : keys) {
            if (!(key instanceof String name)) {
                throw source.broken("has a storage key that is not text");
            }
            long elements = source.slice(at, Long.BYTES, "the length of storage " + name)
                    .getLong();
            long bytes = bytes(name, elements);
            offsets.put(name, at + Long.BYTES);
            source.slice(at + Long.BYTES, bytes, "storage " + name); // it is all there
            at += Long.BYTES + bytes;
        }
        byKey.keySet().stream()
                .filter(key -> !offsets.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw source.broken("has no storage " + key + ", which its tensors need");
                });
        return offsets;
    }

    private long bytes(String key, long elements) {
        StoredTensor.Storage storage = byKey.get(key);
        if (storage == null || elements != storage.elements()) {
            throw source.broken("storage " + key + " has " + elements + " elements, which is not what its tensors say");
        }
        return elements * storage.type().bytes();
    }

    private StoredTensor.Storage storage(ElementType type, String key, long elements) {
        if (elements < 0 || elements > source.size() / type.bytes()) {
            throw source.broken("storage " + key + " has " + elements + " elements of " + type.bytes()
                    + " bytes, the file " + source.size() + " bytes");
        }
        return new StoredTensor.Storage(type, elements, location.find(key, elements * type.bytes()));
    }
}
