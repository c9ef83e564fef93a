package farm.vidstyle.networks.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a state dict that is spread over several {@code .safetensors} files: a JSON index maps each name to the file, beside it, that
 * has the tensor.
 */
final class ShardedSafetensors {
    private static final long MAX_INDEX = 16L << 20;
    private static final int MAX_SHARDS = 1000;

    private ShardedSafetensors() {}

    static Map<String, Object> read(ByteSource source) {
        if (source.size() > MAX_INDEX) {
            throw source.broken("has " + source.size() + " bytes; an index of at most " + MAX_INDEX + " is read");
        }
        JsonNode index = Safetensors.json(source, source.slice(0, source.size(), "the index"), "the index");
        Path folder = source.file()
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .orElseThrow(() -> source.broken("is an index of other files; open it where they are"));
        Map<String, Map<String, Object>> shards = new LinkedHashMap<>();
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!index.path("weight_map").isObject()) {
            throw source.broken("is JSON without a weight_map; an index of .safetensors files has one");
        }
        index.get("weight_map").properties().forEach(entry -> {
            String shard = entry.getValue().asText();
            Map<String, Object> tensors = shards.computeIfAbsent(shard, name -> shard(source, folder, name));
            if (shards.size() > MAX_SHARDS) {
                throw source.broken("names more than " + MAX_SHARDS + " files");
            }
            if (!(tensors.get(entry.getKey()) instanceof StoredTensor tensor)) {
                throw source.broken("says that " + entry.getKey() + " is in " + shard + ", which does not have it");
            }
            tree.put(entry.getKey(), tensor);
        });
        requireListed(source, shards, tree);
        return tree;
    }

    private static Map<String, Object> shard(ByteSource source, Path folder, String name) {
        boolean plain = name.endsWith(".safetensors") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
        if (!plain || name.chars().anyMatch(Character::isISOControl)) {
            throw source.broken("names the file '" + name + "'; expected a .safetensors file beside the index");
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw source.broken("names the file " + name + ", which is not beside it; fetch all parts of the model");
        }
        return Safetensors.read(ByteSource.of(file));
    }

    private static void requireListed(
            ByteSource source, Map<String, Map<String, Object>> shards, Map<String, Object> tree) {
        shards.forEach((shard, tensors) -> tensors.forEach((name, tensor) -> {
            if (tensor instanceof StoredTensor && tree.get(name) != tensor) {
                throw source.broken("does not list " + name + ", which " + shard + " has; are the parts of one model?");
            }
        }));
    }
}
