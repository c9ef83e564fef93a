package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads what {@code torch.save} writes: since 1.6 a zip archive with one pickle and one entry a storage, before that a run of pickles
 * followed by the storages. The pickle refers to storages by key; many tensors may be views of one.
 */
final class TorchFile {
    private static final long MAX_PICKLE = 16L << 20;
    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

    private TorchFile() {}

    static Object readZip(ByteSource source) {
        TorchZip zip = new TorchZip(source);
        String root = zip.root();
        requireLittleEndian(source, zip, root);
        String pickle = root + "data.pkl";
        if (zip.sizeOf(pickle) > MAX_PICKLE) {
            throw source.broken(
                    "entry " + pickle + " has " + zip.sizeOf(pickle) + " bytes; at most " + MAX_PICKLE + " are read");
        }
        Storages storages = new Storages(source, (key, bytes) -> {
            String entry = root + "data/" + key;
            if (zip.sizeOf(entry) < bytes) {
                throw source.broken(
                        "entry " + entry + " has " + zip.sizeOf(entry) + " bytes; its tensors need " + bytes);
            }
            return zip.content(entry);
        });
        return new PickleReader(zip.content(pickle), source.name() + ": entry " + pickle, storages::find).read();
    }

    /** Magic number, protocol, system, the object, the keys of the storages; then each storage, its length before it. */
    static Object readLegacy(ByteSource source) {
        ByteBuffer in = source.slice(0, Math.min(source.size(), MAX_PICKLE), "the pickles");
        Map<String, Long> offsets = new HashMap<>();
        Storages storages = new Storages(source, (key, bytes) -> {
            if (!offsets.containsKey(key)) {
                throw source.broken("has no storage " + key);
            }
            return source.slice(offsets.get(key), bytes, "storage " + key);
        });
        if (!LEGACY_MAGIC.equals(pickle(source, in, "magic number", storages))) {
            throw source.broken("is a pickle but not one of torch.save");
        }
        pickle(source, in, "protocol", storages);
        if (pickle(source, in, "system", storages) instanceof Map<?, ?> system
                && Boolean.FALSE.equals(system.get("little_endian"))) {
            throw source.broken("was written on a big-endian machine; only little-endian files are read");
        }
        Object tree = pickle(source, in, "object", storages);
        long position = 0;
        if (pickle(source, in, "storage keys", storages) instanceof List<?> keys) {
            position = in.position();
            for (Object key : keys) {
                offsets.put(key.toString(), position + Long.BYTES);
                long elements = source.slice(position, Long.BYTES, "the length of storage " + key)
                        .getLong();
                position += Long.BYTES + storages.bytes(key.toString(), elements);
            }
        }
        return tree;
    }

    private static Object pickle(ByteSource source, ByteBuffer in, String what, Storages storages) {
        return new PickleReader(in, source.name() + ": " + what, storages::find).read();
    }

    private static void requireLittleEndian(ByteSource source, TorchZip zip, String root) {
        String entry = root + "byteorder"; // written by newer versions only
        if (zip.has(entry)
                && zip.sizeOf(entry) < 16
                && UTF_8.decode(zip.content(entry)).toString().equals("big")) {
            throw source.broken("was written on a big-endian machine; only little-endian files are read");
        }
    }

    /** The storages that the pickle has named so far, one for each key, however many tensors share it. */
    private static final class Storages {
        private final ByteSource source;
        private final Location location;
        private final Map<String, StoredTensor.Storage> byKey = new HashMap<>();

        private interface Location {
            ByteBuffer bytes(String key, long length);
        }

        Storages(ByteSource source, Location location) {
            this.source = source;
            this.location = location;
        }

        /** {@code ('storage', class, key, device, elements)}; old files add a view of another storage, which nobody writes any more. */
        StoredTensor.Storage find(Object id) {
            if (!(id instanceof List<?> parts)
                    || parts.size() < 5
                    || !"storage".equals(parts.get(0))
                    || !(parts.get(4) instanceof Long elements)) {
                throw source.broken("refers to something that is not a storage");
            }
            if (parts.size() > 5 && parts.get(5) instanceof List<?>) {
                throw source.broken(
                        "has storages that are views of others (torch before 0.4); save it again with a newer torch");
            }
            ElementType type = PickleGlobals.storageType(parts.get(1))
                    .orElseThrow(() -> source.broken("has a storage of an unknown type"));
            return byKey.computeIfAbsent(parts.get(2).toString(), key -> storage(type, key, elements));
        }

        long bytes(String key, long elements) {
            StoredTensor.Storage storage = byKey.get(key);
            if (storage == null || elements != storage.elements()) {
                throw source.broken(
                        "storage " + key + " has " + elements + " elements, which is not what its tensors say");
            }
            return elements * storage.type().bytes();
        }

        private StoredTensor.Storage storage(ElementType type, String key, long elements) {
            Supplier<ByteBuffer> bytes = () -> location.bytes(key, Math.multiplyExact(elements, (long) type.bytes()));
            return new StoredTensor.Storage(type, elements, bytes);
        }
    }
}
