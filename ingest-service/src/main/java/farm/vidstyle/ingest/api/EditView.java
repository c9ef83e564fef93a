package farm.vidstyle.ingest.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.id.EditId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edit as clients see it: its status, and where to go from there. Null is left out of the JSON.
 *
 * @param links paths of the edit itself, its events and, once there is one, its clip
 * @param files names of all results; only where one edit is asked for
 * @param request what was asked for; only where one edit is asked for
 */
record EditView(
        EditId id,
        @JsonUnwrapped EditStatus status,
        Map<String, String> links,
        @Nullable List<String> files,
        @Nullable Edit request) {
    static EditView of(EditStatus status) {
        return of(status, null, null);
    }

    static EditView of(EditStatus status, @Nullable List<String> files, @Nullable Edit request) {
        String self = Paths.edit(status.edit());
        Map<String, String> links = new LinkedHashMap<>(Map.of("self", self, "events", self + "/events"));
        if (status.state() == EditState.SUCCEEDED) {
            links.put("clip", self + "/clip");
        }
        return new EditView(status.edit(), status, links, files, request);
    }

    /** An edit that was accepted in this moment. */
    static EditView of(EditSubmitted edit) {
        EditStatus status = new EditStatus(
                edit.edit(), edit.tenant(), EditState.WAITING, 0, 0, Map.of(), null, null, null, edit.at(), edit.at());
        return of(status, null, edit.request());
    }
}
