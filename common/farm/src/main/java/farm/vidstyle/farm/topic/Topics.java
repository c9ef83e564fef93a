package farm.vidstyle.farm.topic;

import farm.vidstyle.farm.event.ClipAssembled;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionEncoded;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.event.WorkFailed;
import java.util.List;

/** Every topic of the farm. */
public final class Topics {
    public static final Topic<VideoUploaded> VIDEOS_UPLOADED = Topic.json(
            "vidstyle.videos.uploaded", VideoUploaded.class, e -> e.video().value());
    public static final Topic<VideoRejected> VIDEOS_REJECTED = Topic.json(
            "vidstyle.videos.rejected", VideoRejected.class, e -> e.video().value());
    public static final Topic<VideoSplit> VIDEOS_SPLIT =
            Topic.json("vidstyle.videos.split", VideoSplit.class, e -> e.video().value());
    public static final Topic<FramesExtracted> FRAMES_EXTRACTED = Topic.json(
            "vidstyle.frames.extracted", FramesExtracted.class, e -> e.video().value());
    public static final Topic<CodesInverted> CODES_INVERTED = new Topic<>(
            "vidstyle.codes.inverted", CodesInverted.class, e -> e.video().value(), new CodesCodec(), false);
    public static final Topic<EditSubmitted> EDITS_SUBMITTED = Topic.json(
            "vidstyle.edits.submitted", EditSubmitted.class, e -> e.edit().value());
    public static final Topic<EditCancelled> EDITS_CANCELLED = Topic.json(
            "vidstyle.edits.cancelled", EditCancelled.class, e -> e.edit().value());
    public static final Topic<MotionRequested> MOTION_REQUESTED = Topic.json(
            "vidstyle.motion.requested", MotionRequested.class, e -> e.video().value());
    public static final Topic<MotionEncoded> MOTION_ENCODED = Topic.json(
            "vidstyle.motion.encoded", MotionEncoded.class, e -> e.video().value());
    public static final Topic<SegmentRequested> SEGMENTS_REQUESTED = Topic.json(
            "vidstyle.segments.requested", SegmentRequested.class, e -> e.edit().value());
    public static final Topic<SegmentRendered> SEGMENTS_RENDERED = Topic.json(
            "vidstyle.segments.rendered", SegmentRendered.class, e -> e.edit().value());
    public static final Topic<ClipRequested> CLIPS_REQUESTED = Topic.json(
            "vidstyle.clips.requested", ClipRequested.class, e -> e.edit().value());
    public static final Topic<ClipAssembled> CLIPS_ASSEMBLED = Topic.json(
            "vidstyle.clips.assembled", ClipAssembled.class, e -> e.edit().value());
    public static final Topic<EditStatus> EDITS_STATUS = Topic.json(
                    "vidstyle.edits.status", EditStatus.class, e -> e.edit().value())
            .onlyNewest();
    public static final Topic<WorkFailed> WORK_FAILED =
            Topic.json("vidstyle.work.failed", WorkFailed.class, WorkFailed::key);
    public static final Topic<WorkDead> WORK_DEAD = Topic.json("vidstyle.work.dead", WorkDead.class, WorkDead::key);

    /** All of them, for creating them and for showing them. */
    public static final List<Topic<?>> ALL = List.of(
            VIDEOS_UPLOADED,
            VIDEOS_REJECTED,
            VIDEOS_SPLIT,
            FRAMES_EXTRACTED,
            CODES_INVERTED,
            EDITS_SUBMITTED,
            EDITS_CANCELLED,
            MOTION_REQUESTED,
            MOTION_ENCODED,
            SEGMENTS_REQUESTED,
            SEGMENTS_RENDERED,
            CLIPS_REQUESTED,
            CLIPS_ASSEMBLED,
            EDITS_STATUS,
            WORK_FAILED,
            WORK_DEAD);

    private Topics() {}
}
