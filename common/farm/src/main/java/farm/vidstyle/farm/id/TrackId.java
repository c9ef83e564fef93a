package farm.vidstyle.farm.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a supplied track of landmarks. The same track has the same name. */
public record TrackId(@JsonValue String value) {
    @JsonCreator
    public TrackId {
        Identifiers.requireSafe("track id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
