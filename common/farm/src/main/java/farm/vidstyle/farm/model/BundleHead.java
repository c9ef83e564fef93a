package farm.vidstyle.farm.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import farm.vidstyle.farm.id.ModelRef;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Reads the top of a model's {@code bundle.yaml}; the networks below it are for those who load them. */
final class BundleHead {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<String> ALIGNMENTS = Set.of("none", "center-crop", "face");
    private static final YAMLMapper YAML = new YAMLMapper();

    private BundleHead() {}

    /**
     * @param name as in the bundle's place in the store; the file must say the same
     * @throws IllegalArgumentException where the file is no bundle
     */
    static ModelCard read(String name, String version, byte[] yaml) {
        if (yaml.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "bundle.yaml has " + yaml.length + " bytes; expected at most " + MAX_BYTES);
        }
        JsonNode bundle;
        try {
            bundle = YAML.readTree(yaml);
        } catch (IOException e) {
            throw new IllegalArgumentException("bundle.yaml is no YAML: " + e.getMessage(), e);
        }
        requireSame("name", name, bundle);
        requireSame("version", version, bundle);
        String alignment = text(bundle, "alignment");
        if (!ALIGNMENTS.contains(alignment)) {
            throw new IllegalArgumentException(
                    "alignment is '" + alignment + "'; expected one of none, center-crop, face");
        }
        return new ModelCard(
                new ModelRef(name, version, digest(yaml)),
                alignment,
                whole(bundle, "/frameSize/width"),
                whole(bundle, "/frameSize/height"),
                whole(bundle, "/networks/vidstyleode/parameters/videoLength"));
    }

    private static void requireSame(String what, String expected, JsonNode bundle) {
        String found = text(bundle, what);
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(
                    what + " is '" + found + "', but the bundle is stored as '" + expected + "'; expected the same");
        }
    }

    private static String text(JsonNode bundle, String name) {
        JsonNode value = bundle.path(name);
        if (!value.isTextual()) {
            // version: 1.10 without quotes is the number 1.1
            throw new IllegalArgumentException(
                    name + " is " + (value.isMissingNode() ? "missing" : value) + "; expected text, numbers in quotes");
        }
        return value.textValue();
    }

    private static int whole(JsonNode bundle, String pointer) {
        JsonNode value = bundle.at(pointer);
        if (!value.isInt()) {
            throw new IllegalArgumentException(pointer.substring(1).replace('/', '.') + " is "
                    + (value.isMissingNode() ? "missing" : value) + "; expected a whole number");
        }
        return value.intValue();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM lacks SHA-256, which every JVM must have", e);
        }
    }
}
