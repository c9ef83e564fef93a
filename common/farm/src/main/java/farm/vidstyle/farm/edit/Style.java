package farm.vidstyle.farm.edit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which style: a step in CLIP space from one description to another.
 *
 * @param from describes the content as it is
 * @param to describes the content as it should be
 * @param strength how far to go; 0 is not at all, 1.3 is the reference's default
 */
public record Style(
        @JsonProperty(required = true) String from,
        @JsonProperty(required = true) String to,
        Double strength) {
    /** No change of style. */
    public static final Style NONE = new Style("", "", 0.0);

    private static final double DEFAULT_STRENGTH = 1.3;
    private static final double MAX_STRENGTH = 10;
    private static final int MAX_CHARS = 1000;

    public Style(String from, String to, @Nullable Double strength) {
        this.from = requireSentence("style.from", from);
        this.to = requireSentence("style.to", to);
        this.strength = strength == null ? DEFAULT_STRENGTH : strength;
        if (!(Math.abs(this.strength) <= MAX_STRENGTH)) {
            throw new IllegalArgumentException("style.strength is " + this.strength + "; expected a number from -"
                    + MAX_STRENGTH + " to " + MAX_STRENGTH);
        }
    }

    /** True where the style changes nothing. */
    @JsonIgnore
    public boolean isNone() {
        return strength == 0 || from.equals(to);
    }

    private static String requireSentence(String what, String sentence) {
        requireNonNull(sentence, what);
        if (sentence.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    what + " has " + sentence.length() + " characters; expected at most " + MAX_CHARS);
        }
        return sentence;
    }
}
