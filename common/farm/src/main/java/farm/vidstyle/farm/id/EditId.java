package farm.vidstyle.farm.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an edit. */
public record EditId(@JsonValue String value) {
    @JsonCreator
    public EditId {
        Identifiers.requireSafe("edit id", value);
    }

    /** A new id that nobody has used. */
    public static EditId random() {
        return new EditId("edt_" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
