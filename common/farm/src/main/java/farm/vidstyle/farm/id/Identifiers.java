package farm.vidstyle.farm.id;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** The one rule for what an identity may look like. */
final class Identifiers {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private Identifiers() {}

    static String requireSafe(String what, String value) {
        requireNonNull(value, what);
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " is '" + shortened(value)
                    + "'; expected 1 to 64 letters, digits, '-' or '_', starting with a letter or digit");
        }
        return value;
    }

    private static String shortened(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
