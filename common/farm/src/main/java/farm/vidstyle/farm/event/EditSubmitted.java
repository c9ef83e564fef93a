package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TenantId;
import java.time.Instant;

/** An edit was accepted. */
public record EditSubmitted(EditId edit, TenantId tenant, Edit request, ModelRef model, Instant at) {
    public EditSubmitted {
        requireNonNull(edit, "edit");
        requireNonNull(tenant, "tenant");
        requireNonNull(request, "request");
        requireNonNull(model, "model");
        requireNonNull(at, "at");
    }
}
