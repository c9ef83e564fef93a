package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionEncoded;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.progress.EditFact;
import farm.vidstyle.ingest.progress.Outbox;
import farm.vidstyle.ingest.progress.Product;
import farm.vidstyle.ingest.progress.VideoFact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which fact each of the farm's events is. Payloads end here: a fact of W+ codes is their chunk's number. */
final class EventRouting {
    private static final Logger LOG = LoggerFactory.getLogger(EventRouting.class);

    /** A topic and what its events mean for a video or an edit. */
    record Route<E>(Topic<E> topic, BiConsumer<E, Outbox> facts) {}

    static final List<Route<?>> ROUTES = List.of(
            new Route<>(Topics.VIDEOS_UPLOADED, (e, out) -> tell(new VideoFact.Uploaded(e), out)),
            new Route<>(Topics.VIDEOS_REJECTED, (e, out) -> tell(new VideoFact.Rejected(e), out)),
            new Route<>(Topics.VIDEOS_SPLIT, (e, out) -> tell(new VideoFact.Split(e), out)),
            new Route<>(Topics.CODES_INVERTED, (e, out) -> tell(computed(e), out)),
            new Route<>(Topics.MOTION_ENCODED, (e, out) -> tell(computed(e), out)),
            new Route<>(Topics.EDITS_SUBMITTED, (e, out) -> tell(new EditFact.Submitted(e), out)),
            new Route<>(Topics.EDITS_CANCELLED, (e, out) -> tell(new EditFact.Cancelled(e.edit()), out)),
            new Route<>(Topics.SEGMENTS_RENDERED, (e, out) -> tell(stored(e), out)),
            new Route<>(
                    Topics.CLIPS_ASSEMBLED,
                    (e, out) -> tell(new EditFact.ClipStored(e.edit(), e.clip(), e.seconds()), out)),
            new Route<>(Topics.WORK_DEAD, EventRouting::bury));

    private EventRouting() {}

    private static void tell(VideoFact fact, Outbox out) {
        out.publish(VideoFact.TOPIC, fact);
    }

    private static void tell(EditFact fact, Outbox out) {
        out.publish(EditFact.TOPIC, fact);
    }

    private static VideoFact computed(CodesInverted e) {
        return new VideoFact.Computed(e.video(), e.model(), Product.CODES, e.chunk(), e.seconds());
    }

    private static VideoFact computed(MotionEncoded e) {
        return new VideoFact.Computed(e.video(), e.model(), Product.MOTION, e.window(), e.seconds());
    }

    private static EditFact stored(SegmentRendered e) {
        return new EditFact.SegmentStored(e.edit(), e.segment(), e.computeSeconds());
    }

    private static void bury(WorkDead dead, Outbox out) {
        try {
            route(dead, out);
        } catch (IllegalArgumentException e) {
            routeByKey(dead, e, out);
        }
    }

    private static void route(WorkDead dead, Outbox out) {
        String topic = dead.topic();
        String cause = dead.cause();
        if (topic.equals(Topics.VIDEOS_UPLOADED.name())) {
            VideoUploaded work = decode(Topics.VIDEOS_UPLOADED, dead);
            tell(new VideoFact.SplittingDied(work.video(), cause), out);
        } else if (topic.equals(Topics.FRAMES_EXTRACTED.name())) {
            FramesExtracted work = decode(Topics.FRAMES_EXTRACTED, dead);
            tell(new VideoFact.WorkDied(work.video(), work.model(), Product.CODES, work.chunk(), cause), out);
        } else if (topic.equals(Topics.MOTION_REQUESTED.name())) {
            MotionRequested work = decode(Topics.MOTION_REQUESTED, dead);
            int window = work.window().window();
            tell(new VideoFact.WorkDied(work.video(), work.model(), Product.MOTION, window, cause), out);
        } else if (topic.equals(Topics.SEGMENTS_REQUESTED.name())) {
            SegmentRequested work = decode(Topics.SEGMENTS_REQUESTED, dead);
            tell(new EditFact.SegmentDied(work.edit(), work.segment(), cause), out);
        } else if (topic.equals(Topics.CLIPS_REQUESTED.name())) {
            ClipRequested work = decode(Topics.CLIPS_REQUESTED, dead);
            tell(new EditFact.Failed(work.edit(), "joining the clip failed: " + cause), out);
        }
    }

    /** An edit's work that nobody can read still fails that edit, which the key names. */
    private static void routeByKey(WorkDead dead, IllegalArgumentException trouble, Outbox out) {
        if (dead.topic().equals(Topics.SEGMENTS_REQUESTED.name())
                || dead.topic().equals(Topics.CLIPS_REQUESTED.name())) {
            tell(new EditFact.Failed(new EditId(dead.key()), dead.cause()), out);
        } else {
            LOG.atWarn().addKeyValue("work", dead.work()).setCause(trouble).log("dead work cannot be read");
        }
    }

    private static <E> E decode(Topic<E> topic, WorkDead dead) {
        return topic.codec().decode(dead.event().getBytes(StandardCharsets.UTF_8));
    }
}
