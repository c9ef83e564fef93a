package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A video as clients see it. Null is left out of the JSON: not known yet, or not so. */
record VideoView(
        VideoId id,
        VideoPhase state,
        String name,
        long bytes,
        ModelRef model,
        Instant uploadedAt,
        @Nullable Integer frames,
        @Nullable Double fps,
        @Nullable Double seconds,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Boolean audio,
        @Nullable List<Integer> shots,
        @Nullable Integer chunks,
        @Nullable Integer chunksInverted,
        @Nullable String reason,
        @Nullable String message) {
    static VideoView of(VideoStatus status) {
        VideoUploaded upload = status.upload();
        VideoSplit split = status.split();
        boolean known = split != null;
        return new VideoView(
                upload.video(),
                status.phase(),
                upload.name(),
                upload.bytes(),
                upload.model(),
                upload.at(),
                known ? split.timeline().frames() : null,
                known ? split.timeline().fps() : null,
                known ? split.timeline().seconds() : null,
                known ? split.width() : null,
                known ? split.height() : null,
                known ? split.audio() : null,
                known ? split.shots() : null,
                known ? split.chunks() : null,
                known ? status.chunksInverted() : null,
                status.reason(),
                status.message());
    }

    /** A video that was accepted in this moment. */
    static VideoView of(VideoUploaded upload) {
        return of(new VideoStatus(upload, VideoPhase.SPLITTING, null, 0, null, null, upload.at()));
    }
}
