package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.objectstore.ObjectKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an edit; the newest one counts. What the API, its event stream and the console read.
 *
 * @param framesTotal frames of the clip; 0 while the driver's length is not known
 * @param computeSeconds what it has cost so far, by stage: motion, render, assemble and so on
 * @param etaSeconds until the end, as far as it can be told; null where it cannot
 * @param error why it failed; null unless {@code FAILED}
 * @param clip the result; null unless {@code SUCCEEDED}
 */
public record EditStatus(
        EditId edit,
        TenantId tenant,
        EditState state,
        int framesDone,
        int framesTotal,
        Map<String, Double> computeSeconds,
        @Nullable Double etaSeconds,
        @Nullable String error,
        @Nullable ObjectKey clip,
        Instant submittedAt,
        Instant updatedAt) {
    public EditStatus {
        requireNonNull(edit, "edit");
        requireNonNull(tenant, "tenant");
        requireNonNull(state, "state");
        requireNonNull(submittedAt, "submittedAt");
        requireNonNull(updatedAt, "updatedAt");
        Counts.requireAtLeast(0, "framesDone", framesDone);
        Counts.requireAtLeast(0, "framesTotal", framesTotal);
        computeSeconds = Map.copyOf(computeSeconds);
    }
}
