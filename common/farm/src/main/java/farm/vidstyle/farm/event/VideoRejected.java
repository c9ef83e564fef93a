package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.VideoId;
import java.time.Instant;

/**
 * A video was refused, for good.
 *
 * @param reason a closed word for programs, for example {@code TRUNCATED}
 * @param message for people: what is wrong, with which value, what would be right
 */
public record VideoRejected(VideoId video, String reason, String message, Instant at) {
    public VideoRejected {
        requireNonNull(video, "video");
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
        requireNonNull(at, "at");
    }
}
