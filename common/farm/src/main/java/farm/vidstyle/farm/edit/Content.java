package farm.vidstyle.farm.edit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import farm.vidstyle.farm.id.VideoId;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose content: the W+ code that every frame of the clip starts from.
 *
 * @param code {@code mean}, the mean over the video's frames (the default, and what training uses), or {@code frame:N}
 */
public record Content(@JsonProperty(required = true) VideoId video, String code) {
    public static final String MEAN = "mean";
    private static final Pattern FRAME = Pattern.compile("frame:(\\d{1,9})");

    public Content(VideoId video, @Nullable String code) {
        this.video = requireNonNull(video, "content.video");
        this.code = code == null ? MEAN : code;
        if (!this.code.equals(MEAN) && !FRAME.matcher(this.code).matches()) {
            throw new IllegalArgumentException(
                    "content.code is '" + this.code + "'; expected 'mean' or 'frame:N', frames counting from 0");
        }
    }

    /** The frame whose code to take; empty for the mean. */
    public OptionalInt frame() {
        var match = FRAME.matcher(code);
        return match.matches() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
    }
}
