package farm.vidstyle.farm.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an uploaded video. */
public record VideoId(@JsonValue String value) {
    @JsonCreator
    public VideoId {
        Identifiers.requireSafe("video id", value);
    }

    /** A new id that nobody has used. */
    public static VideoId random() {
        return new VideoId("vid_" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
