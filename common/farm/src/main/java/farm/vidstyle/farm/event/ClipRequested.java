package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.edit.Output;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import org.jspecify.annotations.Nullable;

/**
 * All segments of an edit are stored and wait to be joined. Work for the assembler.
 *
 * @param audioStart the driver's second that the clip's sound starts at
 * @param audioSource the video whose sound to carry; null for a silent clip
 */
public record ClipRequested(
        EditId edit,
        int segments,
        int frames,
        double fps,
        Output output,
        @Nullable VideoId audioSource,
        double audioStart) {
    public ClipRequested {
        requireNonNull(edit, "edit");
        requireNonNull(output, "output");
        Counts.requireAtLeast(1, "segments", segments);
        Counts.requireAtLeast(1, "frames of a clip", frames);
        Counts.requireFps(fps);
        Counts.requireFinite("audioStart", audioStart);
    }
}
