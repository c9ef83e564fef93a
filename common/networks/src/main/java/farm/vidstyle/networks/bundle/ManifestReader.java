package farm.vidstyle.networks.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code bundle.yaml}; a key too many is as wrong as a missing one, since either means another thing was meant. */
final class ManifestReader {

    static final int MAX_BYTES = 1 << 20;

    private static final YAMLMapper YAML = new YAMLMapper();

    private ManifestReader() {}

    static BundleManifest read(Path source, byte[] content) {
        try {
            return manifest(object(YAML.readTree(content), "the document"));
        } catch (IOException e) {
            throw new BundleException(source + " is not YAML: " + e.getMessage(), e);
        } catch (BundleException e) {
            throw new BundleException(source + ": " + e.getMessage(), e);
        }
    }

    private static BundleManifest manifest(ObjectNode root) {
        requireOnly(root, Set.of("name", "version", "licence", "alignment", "frameSize", "networks"));
        ObjectNode size = object(root.path("frameSize"), "frameSize");
        requireOnly(size, Set.of("height", "width"));
        return new BundleManifest(
                text(root, "name"),
                text(root, "version"),
                text(root, "licence"),
                Alignment.of(text(root, "alignment")),
                new FrameSize(number(size, "height"), number(size, "width")),
                networks(object(root.path("networks"), "networks")));
    }

    private static Map<NetworkRole, NetworkEntry> networks(ObjectNode node) {
        Map<NetworkRole, NetworkEntry> networks = new EnumMap<>(NetworkRole.class);
        for (NetworkRole role : NetworkRole.values()) {
            if (node.has(role.key())) {
                networks.put(role, entry(object(node.path(role.key()), role.key())));
            }
        }
        requireOnly(
                node,
                Set.copyOf(networks.keySet().stream().map(NetworkRole::key).toList()));
        return networks;
    }

    private static NetworkEntry entry(ObjectNode node) {
        requireOnly(node, Set.of("kind", "file", "sha256", "path", "prefix", "parameters"));
        List<String> path = new ArrayList<>();
        node.path("path").forEach(key -> path.add(key.asText()));
        return new NetworkEntry(
                text(node, "kind"),
                text(node, "file"),
                text(node, "sha256"),
                path,
                node.path("prefix").asText(""),
                node.has("parameters")
                        ? object(node.path("parameters"), "parameters")
                        : JsonNodeFactory.instance.objectNode());
    }

    private static ObjectNode object(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new BundleException(name + " is missing or not a mapping of keys to values");
    }

    private static String text(ObjectNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw new BundleException(key + " is missing; expected a text");
        }
        return value.asText();
    }

    private static int number(ObjectNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isInt()) {
            throw new BundleException(key + " is '" + value.asText() + "'; expected a whole number");
        }
        return value.asInt();
    }

    private static void requireOnly(ObjectNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new BundleException("key '" + key + "' is unknown; expected "
                        + known.stream().sorted().toList());
            }
        });
    }
}
