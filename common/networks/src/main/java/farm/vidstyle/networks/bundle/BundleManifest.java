package farm.vidstyle.networks.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code bundle.yaml} says.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version of the model, likewise and with dots
 * @param licence under which the weights may be used
 * @param frameSize of the aligned frames that are inverted and encoded
 */
public record BundleManifest(
        String name,
        String version,
        String licence,
        Alignment alignment,
        FrameSize frameSize,
        Map<NetworkRole, NetworkEntry> networks) {

    /** The manifest's file in the bundle's folder. */
    public static final String FILE = "bundle.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    public BundleManifest {
        requireIdentity(name, version, licence);
        for (NetworkRole role : NetworkRole.values()) {
            if (!networks.containsKey(role)) {
                throw new BundleException("networks has no " + role.key() + "; it has "
                        + networks.keySet().stream().map(NetworkRole::key).toList());
            }
        }
        networks = Map.copyOf(networks);
    }

    /** Refuses what cannot be a bundle's name, version or licence; names and versions are parts of object keys. */
    public static void requireIdentity(String name, String version, String licence) {
        requireName("name", name, "[a-z0-9][a-z0-9-]{0,62}");
        requireName("version", version, "[a-z0-9][a-z0-9.-]{0,62}");
        if (licence.isBlank()) {
            throw new BundleException("licence is blank; expected the licence of the weights, such as CC-BY-4.0");
        }
    }

    /** The manifest of the bundle in a folder. */
    public static BundleManifest read(Path folder) {
        return ManifestReader.read(folder.resolve(FILE), bytes(folder));
    }

    /** SHA-256 of the manifest in a folder, which names the digests of all weights: one value for the whole model. */
    public static String digest(Path folder) {
        return Digests.sha256(bytes(folder));
    }

    /** Writes the manifest beside its files. */
    public void write(Path folder) {
        ObjectNode root = YAML.createObjectNode();
        root.put("name", name).put("version", version).put("licence", licence).put("alignment", alignment.key());
        root.putObject("frameSize").put("height", frameSize.height()).put("width", frameSize.width());
        ObjectNode entries = root.putObject("networks");
        new EnumMap<>(networks).forEach((role, entry) -> entries.set(role.key(), tree(entry)));
        try {
            Files.write(folder.resolve(FILE), YAML.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new BundleException("cannot write " + folder.resolve(FILE) + ": " + e, e);
        }
    }

    /** Stops with a list of all files that are absent, lie outside the folder or have another digest. */
    public void verifyFiles(Path folder) {
        List<String> problems = new ArrayList<>();
        Map<Path, String> digests = new HashMap<>(); // several networks may share a file of gigabytes
        new EnumMap<>(networks).forEach((role, entry) -> filesOf(entry).forEach(declared -> {
            try {
                Path file = file(folder, declared.file());
                String actual = digests.computeIfAbsent(file, Digests::sha256);
                if (!actual.equals(declared.sha256())) {
                    problems.add(role.key() + ": " + declared.file() + " has SHA-256 " + actual + "; expected "
                            + declared.sha256() + ", so it was changed or not copied whole");
                }
            } catch (BundleException e) {
                problems.add(role.key() + ": " + e.getMessage());
            }
        }));
        if (!problems.isEmpty()) {
            throw new BundleException(
                    "bundle " + name + " " + version + " in " + folder + ": " + String.join("; ", problems));
        }
    }

    /** All files that the manifest names, without itself. */
    public Set<String> files() {
        Set<String> files = new TreeSet<>();
        networks.values().forEach(entry -> filesOf(entry).forEach(declared -> files.add(declared.file())));
        return files;
    }

    /** Weights, and for CLIP the vocabulary. */
    private static List<BundleFile> filesOf(NetworkEntry entry) {
        BundleFile weights = new BundleFile(entry.file(), entry.sha256());
        return entry.parameters().has("vocabulary")
                ? List.of(weights, entry.parameters(ClipParameters.class).vocabulary())
                : List.of(weights);
    }

    /** A file by its name in the manifest, which must lie in the folder. */
    public static Path file(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new BundleException("file " + name + " lies outside the bundle; expected a path below it");
        }
        if (!Files.isRegularFile(file)) {
            throw new BundleException("file " + name + " does not exist");
        }
        return file;
    }

    private static ObjectNode tree(NetworkEntry entry) {
        ObjectNode tree = YAML.createObjectNode();
        tree.put("kind", entry.kind()).put("file", entry.file()).put("sha256", entry.sha256());
        if (!entry.path().isEmpty()) {
            tree.set("path", YAML.valueToTree(entry.path()));
        }
        if (!entry.prefix().isEmpty()) {
            tree.put("prefix", entry.prefix());
        }
        if (!entry.parameters().isEmpty()) {
            tree.set("parameters", entry.parameters());
        }
        return tree;
    }

    private static byte[] bytes(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > ManifestReader.MAX_BYTES) {
                throw new BundleException(
                        file + " has " + Files.size(file) + " bytes; expected up to " + ManifestReader.MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BundleException("cannot read " + file + ": " + e, e);
        }
    }

    private static void requireName(String key, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw new BundleException(key + " is '" + value + "'; expected " + pattern);
        }
    }
}
