package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.ClipAssembled;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.MotionEncoded;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.CodesCodec;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.farm.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events of a small farm: videos of 25 frames a second, cut into windows of {@link #VIDEO_LENGTH} frames. */
final class Given {
    static final int VIDEO_LENGTH = 40;
    static final ModelRef MODEL = new ModelRef("demo", "1", "a".repeat(64));
    static final TenantId TENANT = new TenantId("acme");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final VideoId A = new VideoId("vid_A");
    static final VideoId B = new VideoId("vid_B");
    static final EditId EDIT = new EditId("edt_1");

    /** An event on its topic. */
    record Sent<E>(Topic<E> topic, E event) {}

    private Given() {}

    static VideoUploaded uploaded(VideoId video) {
        return new VideoUploaded(video, TENANT, Layout.source(video), "talk.mp4", 1000, MODEL, NOON, null, null);
    }

    static VideoSplit split(VideoId video, int frames) {
        return new VideoSplit(
                video,
                MODEL,
                new Timeline(frames, 25, frames / 25.0),
                (frames + 15) / 16,
                64,
                64,
                true,
                List.of(0),
                NOON);
    }

    static VideoRejected rejected(VideoId video) {
        return new VideoRejected(video, "TRUNCATED", "12 of 50 frames found; expected a whole file", NOON);
    }

    static CodesInverted codes(VideoId video, ModelRef model, int chunk) {
        Map<String, String> metadata = CodesCodec.metadata(video, model, chunk, chunk * 16, 16, 0.5);
        try {
            byte[] header = Json.EVENTS.writeValueAsBytes(Map.of("__metadata__", metadata));
            byte[] file = ByteBuffer.allocate(Long.BYTES + header.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .put(header)
                    .array();
            return new CodesInverted(video, model, chunk, chunk * 16, 16, 0.5, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MotionEncoded motion(VideoId video, int window) {
        return new MotionEncoded(video, MODEL, window, Layout.motion(video, MODEL, window), 0.25);
    }

    static EditSubmitted submitted(EditId edit, String request) {
        try {
            return new EditSubmitted(edit, TENANT, Json.REQUESTS.readValue(request, Edit.class), MODEL, NOON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** B's motion on A: 2 segments when B has 50 frames. */
    static EditSubmitted animation(EditId edit) {
        return submitted(edit, "{\"content\": {\"video\": \"vid_A\"}, \"motion\": [{\"video\": \"vid_B\"}]}");
    }

    static EditCancelled cancelled(EditId edit) {
        return new EditCancelled(edit, NOON);
    }

    static SegmentRendered rendered(EditId edit, int segment) {
        return new SegmentRendered(edit, segment, Layout.segment(edit, segment), 32, Map.of("render", 2.0));
    }

    static ClipAssembled assembled(EditId edit) {
        return new ClipAssembled(edit, Layout.result(edit, "clip.mp4"), 50, 0.125);
    }

    static <E> WorkDead dead(Topic<E> topic, E work) {
        String event = new String(topic.codec().encode(work), StandardCharsets.UTF_8);
        return new WorkDead(topic + "-0@7", topic.name(), topic.keyOf(work), 5, "the disk is full", event, NOON);
    }
}
