package farm.vidstyle.networks.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * Where one network of a bundle comes from.
 *
 * @param kind the implementation, such as {@code stylegan2}
 * @param file the weights, relative to the bundle
 * @param sha256 of the file, in hexadecimal
 * @param path keys from the root of the file to the state dict, such as {@code g_ema}
 * @param prefix of the network's names in the state dict
 * @param parameters what the weights cannot tell; the fields depend on the kind
 */
public record NetworkEntry(
        String kind, String file, String sha256, List<String> path, String prefix, ObjectNode parameters) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public NetworkEntry {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new BundleException("sha256 of " + file + " is '" + sha256 + "'; expected 64 hexadecimal digits");
        }
        path = List.copyOf(path);
        parameters = parameters.deepCopy();
    }

    /** A file in a bundle's folder whose root is the state dict; its digest is computed here. */
    public static NetworkEntry of(Path folder, String file, String kind, Object parameters) {
        ObjectNode tree = JSON.valueToTree(parameters);
        return new NetworkEntry(kind, file, Digests.sha256(folder.resolve(file)), List.of(), "", tree);
    }

    /** The parameters as the record that the kind asks for; a field too many or too few is an error. */
    public <T> T parameters(Class<T> type) {
        try {
            return JSON.treeToValue(parameters, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BundleException(
                    "parameters of " + kind + " are not a " + type.getSimpleName() + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
