package farm.vidstyle.farm.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names who owns a video or an edit. */
public record TenantId(@JsonValue String value) {
    @JsonCreator
    public TenantId {
        Identifiers.requireSafe("tenant id", value);
    }

    /** The owner of everything where no tenants are configured. */
    public static final TenantId DEFAULT = new TenantId("default");

    @Override
    public String toString() {
        return value;
    }
}
