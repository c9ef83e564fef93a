package farm.vidstyle.farm.id;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One version of a model bundle. Results are keyed by it, so that a model's next version never mixes with the last.
 *
 * @param digest lower-case hexadecimal SHA-256 of the bundle's manifest, which lists the digests of all its weights
 */
public record ModelRef(String name, String version, String digest) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int DIGEST_CHARS_IN_KEY = 12;

    public ModelRef {
        requireSafe("name", name);
        requireSafe("version", version);
        requireNonNull(digest, "digest");
        if (!SHA256.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "digest of model " + name + " is '" + digest + "'; expected 64 hexadecimal digits");
        }
    }

    /** The model's part of an object key: name, version and the head of the digest. */
    public String key() {
        return name + "-" + version + "-" + digest.substring(0, DIGEST_CHARS_IN_KEY);
    }

    private static void requireSafe(String what, String value) {
        requireNonNull(value, what);
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException("model " + what + " is '" + value
                    + "'; expected 1 to 64 letters, digits, '.', '-' or '_', starting with a letter or digit");
        }
    }
}
