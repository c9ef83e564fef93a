package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.EditId;
import java.time.Instant;

/** An edit was withdrawn by its owner. */
public record EditCancelled(EditId edit, Instant at) {
    public EditCancelled {
        requireNonNull(edit, "edit");
        requireNonNull(at, "at");
    }
}
