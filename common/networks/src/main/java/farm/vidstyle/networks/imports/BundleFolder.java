package farm.vidstyle.networks.imports;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.bundle.BundleFile;
import farm.vidstyle.networks.bundle.NetworkEntry;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.weights.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A bundle being written, beside the place where it will appear; gone after {@link #close} unless it was moved there. */
final class BundleFolder implements AutoCloseable {
    private static final int GZIP = 0x1f;

    private final Path path;
    private final boolean link;
    private final Map<NetworkRole, NetworkEntry> entries = new EnumMap<>(NetworkRole.class);
    private final Map<Path, String> linked = new HashMap<>();

    private BundleFolder(Path path, boolean link) {
        this.path = path;
        this.link = link;
    }

    /** Refuses a place that is taken. */
    static BundleFolder beside(Path out, boolean link) throws IOException {
        Path place = out.toAbsolutePath().normalize();
        if (Files.exists(place) && !(Files.isDirectory(place) && isEmpty(place))) {
            throw new ImportException("'" + out + "' is there already; expected a folder that does not exist yet");
        }
        Path parent = place.getParent();
        if (parent == null) {
            throw new ImportException("'" + out + "' cannot be a bundle; expected a folder in a folder");
        }
        Files.createDirectories(parent);
        // not a temporary directory, which only its owner could read
        return new BundleFolder(Files.createDirectory(parent.resolve(".import-" + UUID.randomUUID())), link);
    }

    Path path() {
        return path;
    }

    Map<NetworkRole, NetworkEntry> entries() {
        return entries;
    }

    /** Writes the arrays, under their names without the origin's prefix, or links the origin's file. */
    void add(NetworkRole role, String kind, Origin origin, Map<String, NDArray> arrays, Object parameters) {
        try {
            if (link) {
                NetworkEntry whole = NetworkEntry.of(path, linked(role, origin.file()), kind, parameters);
                NetworkEntry part = new NetworkEntry(
                        kind, whole.file(), whole.sha256(), origin.path(), origin.prefix(), whole.parameters());
                entries.put(role, part);
                return;
            }
            String file = role.key() + ".safetensors";
            Safetensors.write(path.resolve(file), without(origin.prefix(), arrays), Map.of("format", "pt"));
            entries.put(role, NetworkEntry.of(path, file, kind, parameters));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the " + role.key() + " into " + path + ": " + e, e);
        }
    }

    BundleFile addVocabulary(Path vocabulary) {
        try {
            boolean packed;
            try (var in = Files.newInputStream(vocabulary)) {
                packed = in.read() == GZIP;
            }
            String file = packed ? "vocabulary.txt.gz" : "vocabulary.txt";
            Files.copy(vocabulary, path.resolve(file));
            return BundleFile.of(path, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + vocabulary + " into " + path + ": " + e, e);
        }
    }

    void moveTo(Path out) throws IOException {
        Files.deleteIfExists(out); // an empty folder
        Files.move(path, out.toAbsolutePath().normalize(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return; // it was moved
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static Map<String, NDArray> without(String prefix, Map<String, NDArray> arrays) {
        Map<String, NDArray> renamed = new LinkedHashMap<>();
        arrays.forEach(
                (name, array) -> renamed.put(name.startsWith(prefix) ? name.substring(prefix.length()) : name, array));
        return renamed;
    }

    /** The name in the bundle; one link for a file that several networks share. */
    private String linked(NetworkRole role, Path file) throws IOException {
        Path original = file.toRealPath();
        if (!linked.containsKey(original)) {
            String name =
                    original.getFileName().toString().replaceFirst("^.*(\\.[A-Za-z0-9]{1,12})$", role.key() + "$1");
            String safe = name.startsWith(role.key()) ? name : role.key() + ".pt";
            try {
                Files.createLink(path.resolve(safe), original);
            } catch (FileSystemException | UnsupportedOperationException e) { // another disk, or one without links
                Files.copy(original, path.resolve(safe));
            }
            linked.put(original, safe);
        }
        return linked.get(original);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
