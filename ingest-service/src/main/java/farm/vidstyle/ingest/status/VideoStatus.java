package farm.vidstyle.ingest.status;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a video; the newest one counts.
 *
 * @param upload what was uploaded, by whom, for which model
 * @param split timeline, size, shots, chunks; null while {@code SPLITTING}, and where that ended badly
 * @param chunksInverted chunks that have their codes, for the model the video was split for
 * @param reason a closed word for programs; null unless {@code REJECTED} or {@code FAILED}
 * @param message for people; null unless {@code REJECTED} or {@code FAILED}
 */
public record VideoStatus(
        VideoUploaded upload,
        VideoPhase phase,
        @Nullable VideoSplit split,
        int chunksInverted,
        @Nullable String reason,
        @Nullable String message,
        Instant updatedAt) {
    /** Written by the tracker, read by {@link StatusView}. */
    public static final Topic<VideoStatus> TOPIC = new Topic<>(
            "vidstyle.videos.status", VideoStatus.class, e -> e.video().value(), Codec.json(VideoStatus.class), true);

    public VideoStatus {
        requireNonNull(upload, "upload");
        requireNonNull(phase, "phase");
        requireNonNull(updatedAt, "updatedAt");
        if (chunksInverted < 0) {
            throw new IllegalArgumentException(
                    "chunksInverted of " + upload.video() + " is " + chunksInverted + "; expected at least 0");
        }
    }

    /** Whose status this is. */
    public VideoId video() {
        return upload.video();
    }
}
