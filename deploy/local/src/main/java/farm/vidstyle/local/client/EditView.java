package farm.vidstyle.local.client;

import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.id.EditId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edit as the API shows it.
 *
 * @param framesTotal 0 while not known
 * @param computeSeconds what it has cost so far, by stage; null before anything was computed
 * @param etaSeconds null where it cannot be told
 * @param error null unless it failed
 */
public record EditView(
        EditId id,
        EditState state,
        int framesDone,
        int framesTotal,
        @Nullable Map<String, Double> computeSeconds,
        @Nullable Double etaSeconds,
        @Nullable String error) {
    /** Throws unless it succeeded. */
    public EditView requireSuccess() {
        if (state != EditState.SUCCEEDED) {
            throw new FarmException(id + " " + state.name().toLowerCase(java.util.Locale.ROOT) + ": " + error);
        }
        return this;
    }
}
