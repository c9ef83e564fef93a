package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.objectstore.ObjectKey;

/** An edited clip is stored. */
public record ClipAssembled(EditId edit, ObjectKey clip, int frames, double seconds) {
    public ClipAssembled {
        requireNonNull(edit, "edit");
        requireNonNull(clip, "clip");
        Counts.requireAtLeast(1, "frames of a clip", frames);
    }
}
