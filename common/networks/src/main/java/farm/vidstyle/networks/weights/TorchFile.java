package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.networks.weights.pickle.PickleException;
import farm.vidstyle.networks.weights.pickle.PickleReader;
import farm.vidstyle.networks.weights.pickle.PlainTree;
import farm.vidstyle.networks.weights.pickle.Vocabulary;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what {@code torch.save} and {@code torch.jit.save} write: since 1.6 a zip archive with one pickle and one entry a storage,
 * before that a run of pickles followed by the storages. The pickle refers to storages by key; many tensors may be views of one. The
 * code in a TorchScript archive is never looked at.
 */
final class TorchFile {
    private static final String PICKLE = "data.pkl";
    private static final long MAX_PICKLE = 32L << 20;

    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

    private static final Long LEGACY_PROTOCOL = 1001L;

    private TorchFile() {}

    static Object readZip(ByteSource source, ZipTable zip) {
        String root = root(source, zip);
        requireLittleEndian(source, zip, root);
        String pickle = root + PICKLE;
        if (zip.sizeOf(pickle) > MAX_PICKLE) {
            throw source.broken(
                    "entry " + pickle + " has " + zip.sizeOf(pickle) + " bytes; at most " + MAX_PICKLE + " are read");
        }
        TorchStorages storages = new TorchStorages(source, (key, bytes) -> {
            String entry = root + "data/" + key;
            ByteBuffer content = zip.stored(entry);
            if (content.remaining() < bytes) {
                throw source.broken(
                        "entry " + entry + " has " + content.remaining() + " bytes; its tensors need " + bytes);
            }
            return () -> content;
        });
        Vocabulary vocabulary = new TorchGlobals(storages::find, Map.of());
        return read(source, "entry " + pickle, new PickleReader(zip.stored(pickle), vocabulary));
    }

    /** The folder that holds {@code data.pkl}, with its slash; archives are named inside as their file was once. */
    private static String root(ByteSource source, ZipTable zip) {
        List<String> roots = zip.names().stream()
                .filter(TorchFile::isPickle)
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw source.broken("is a zip archive with "
                    + (roots.isEmpty() ? "no data.pkl" : "several data.pkl " + roots) + "; torch.save writes one");
        }
        return roots.get(0);
    }

    /** Whether this is the entry that makes an archive one of torch. */
    static boolean isPickle(String entry) {
        return entry.equals(PICKLE) || (entry.endsWith("/" + PICKLE) && entry.indexOf('/') == entry.lastIndexOf('/'));
    }

    /** A file that starts as a pickle: the older form of {@code torch.save}, or a network pickle. */
    static Object readPickles(ByteSource source) {
        ByteBuffer in = source.slice(0, Math.min(source.size(), Integer.MAX_VALUE), "the pickle");
        NetworkPickle network = new NetworkPickle(source);
        Object first = read(source, "the pickle", new PickleReader(in, network.vocabulary()));
        return LEGACY_MAGIC.equals(first)
                ? readLegacy(source, PickleReader.MAX_OPERATIONS)
                : network.requireNetwork(first);
    }

    /** Magic number, protocol, system, the object, the keys of the storages; then each storage, its length before it. */
    static Object readLegacy(ByteSource source, int maxOperations) {
        ByteBuffer in = source.slice(0, Math.min(source.size(), MAX_PICKLE), "the pickles");
        Map<String, Long> offsets = new HashMap<>();
        TorchStorages storages = new TorchStorages(source, (key, bytes) -> () -> {
            if (!offsets.containsKey(key)) { // the places are known only behind the pickle that names the storages
                throw source.broken("has no storage " + key);
            }
            return source.slice(offsets.get(key), bytes, "storage " + key);
        });
        Vocabulary names = new TorchGlobals(storages::find, Map.of());
        Function<String, Object> next = what -> read(source, what, new PickleReader(in, names, maxOperations));
        if (!LEGACY_MAGIC.equals(next.apply("the magic number"))) {
            throw source.broken("is a pickle but not one of torch.save");
        }
        if (!LEGACY_PROTOCOL.equals(next.apply("the protocol"))) {
            throw source.broken("is of another version than " + LEGACY_PROTOCOL + ", the only one torch.save ever had");
        }
        if (next.apply("the system") instanceof Map<?, ?> system && Boolean.FALSE.equals(system.get("little_endian"))) {
            throw source.broken("was written on a big-endian machine; only little-endian files are read");
        }
        Object tree = next.apply("the object");
        if (!(next.apply("the list of storages") instanceof List<?> keys)) {
            throw source.broken("has no list of storages behind its object");
        }
        offsets.putAll(storages.places(keys, in.position()));
        return tree;
    }

    private static Object read(ByteSource source, String what, PickleReader reader) {
        try {
            return PlainTree.requireFinite(reader.read());
        } catch (PickleException e) {
            throw new CheckpointException(source.name() + ": " + what + " " + e.getMessage(), e);
        }
    }

    private static void requireLittleEndian(ByteSource source, ZipTable zip, String root) {
        String entry = root + "byteorder"; // written by newer versions only
        if (zip.has(entry)
                && zip.sizeOf(entry) < 16
                && UTF_8.decode(zip.stored(entry)).toString().equals("big")) {
            throw source.broken("was written on a big-endian machine; only little-endian files are read");
        }
    }
}
