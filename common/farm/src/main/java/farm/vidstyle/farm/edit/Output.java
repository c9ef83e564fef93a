package farm.vidstyle.farm.edit;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the clip comes as. The clip itself is always {@code clip.mp4}.
 *
 * @param format MP4 alone, or a GIF or WebM beside it
 * @param audio whether the first driver's sound goes into the clip
 * @param compare whether to make {@code compare.mp4}, source and result side by side
 * @param frames whether to keep the frames as PNG files
 */
public record Output(Format format, Audio audio, boolean compare, boolean frames) {
    public static final Output DEFAULT = new Output(Format.MP4, Audio.KEEP, false, false);

    public Output(@Nullable Format format, @Nullable Audio audio, boolean compare, boolean frames) {
        this.format = format == null ? Format.MP4 : format;
        this.audio = audio == null ? Audio.KEEP : audio;
        this.compare = compare;
        this.frames = frames;
    }

    /** The clip's file format. */
    public enum Format {
        @JsonProperty("mp4")
        MP4,
        @JsonProperty("gif")
        GIF,
        @JsonProperty("webm")
        WEBM
    }

    /** What becomes of the sound. */
    public enum Audio {
        @JsonProperty("keep")
        KEEP,
        @JsonProperty("drop")
        DROP
    }
}
