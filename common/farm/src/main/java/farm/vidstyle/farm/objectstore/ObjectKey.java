package farm.vidstyle.farm.objectstore;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of an object: segments of safe characters joined by '/', so that no key can leave the store. */
public record ObjectKey(@JsonValue String value) {
    private static final int MAX_CHARS = 512;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

    @JsonCreator
    public ObjectKey {
        requireNonNull(value, "object key");
        if (!isSafe(value)) {
            throw new IllegalArgumentException("object key is '" + value + "'; expected at most " + MAX_CHARS
                    + " letters, digits, '.', '-', '_', in segments joined by '/', no segment starting with '.'");
        }
    }

    /** Whether {@code value} may be a key. */
    static boolean isSafe(String value) {
        return value.length() <= MAX_CHARS && SAFE.matcher(value).matches();
    }

    /** The key {@code name} below this one. */
    public ObjectKey child(String name) {
        return new ObjectKey(value + "/" + name);
    }

    @Override
    public String toString() {
        return value;
    }
}
