package farm.vidstyle.ingest.progress;

import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.planning.EditPlan;
import farm.vidstyle.ingest.planning.ImpossibleEditException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fact about an edit. It asks its videos for their timelines, then plans; asks for codes and motion,
 * then requests segments; when all are stored it requests the clip. A cancellation, or the failure of anything it needs,
 * ends it at any time; what arrives after the end changes nothing.
 */
public final class EditRules {
    /** An edit of which nothing was heard for so long is over; no topic delivers anything so old. */
    public static final Duration MAX_SILENCE = Duration.ofDays(7);

    private static final double MILLIS_A_SECOND = 1000;

    private final ToIntFunction<ModelRef> videoLength;

    /**
     * Rules that cut windows of {@code videoLength} frames, by model.
     *
     * @param videoLength throws {@link IllegalArgumentException} for a model that does not exist, which fails the edit
     */
    public EditRules(ToIntFunction<ModelRef> videoLength) {
        this.videoLength = videoLength;
    }

    /** Adds {@code fact}, which became known at {@code now}, to {@code edit} and publishes what has become due. */
    public void apply(TrackedEdit edit, EditFact fact, Instant now, Outbox out) {
        Optional<EditStatus> before = status(edit, now);
        edit.touchedAt = now;
        if (!edit.state.isFinal()) {
            add(edit, fact, out);
            advance(edit, now, out);
        }
        publishChange(before, status(edit, now), out);
    }

    /** Ends an edit that was silent for too long; true where its record may be forgotten. */
    public boolean expire(TrackedEdit edit, Instant now, Outbox out) {
        Instant touched = edit.touchedAt;
        if (touched != null && touched.plus(MAX_SILENCE).isAfter(now)) {
            return false;
        }
        if (!edit.state.isFinal()) {
            Optional<EditStatus> before = status(edit, now);
            edit.failure = "nothing was heard of its work for " + MAX_SILENCE.toDays() + " days";
            advance(edit, now, out);
            publishChange(before, status(edit, now), out);
        }
        return true;
    }

    private static void publishChange(Optional<EditStatus> before, Optional<EditStatus> after, Outbox out) {
        after.filter(status -> !before.equals(after)).ifPresent(status -> out.publish(Topics.EDITS_STATUS, status));
    }

    private static void add(TrackedEdit edit, EditFact fact, Outbox out) {
        if (fact instanceof EditFact.Submitted submitted) {
            submit(edit, submitted.event(), out);
        } else if (fact instanceof EditFact.Cancelled) {
            edit.cancelled = true;
        } else if (fact instanceof EditFact.TimelineKnown known) {
            edit.timelines.put(known.split().video().value(), known.split());
        } else if (fact instanceof EditFact.Ready ready) {
            if (edit.ready.add(need(ready.video(), ready.product()))) {
                edit.addSeconds(ready.product() == Product.CODES ? "invert" : "motion", ready.seconds());
            }
        } else if (fact instanceof EditFact.SegmentStored stored) {
            if (edit.segments.add(stored.segment())) {
                stored.computeSeconds().forEach(edit::addSeconds);
            }
        } else if (fact instanceof EditFact.ClipStored stored) {
            if (edit.clip == null) {
                edit.clip = stored.clip();
                edit.addSeconds("assemble", stored.seconds());
            }
        } else if (fact instanceof EditFact.SegmentDied died) {
            if (!edit.segments.has(died.segment())) {
                fail(edit, "rendering segment " + died.segment() + " failed: " + died.cause());
            }
        } else if (fact instanceof EditFact.Failed failed) {
            fail(edit, failed.cause());
        } else {
            throw new IllegalStateException("no rule for a " + fact.getClass().getSimpleName());
        }
    }

    private static void submit(TrackedEdit edit, EditSubmitted submitted, Outbox out) {
        if (edit.tenant != null) {
            return; // a second delivery
        }
        edit.submitted = submitted;
        edit.tenant = submitted.tenant();
        edit.submittedAt = submitted.at();
        for (VideoId video : submitted.request().videos()) {
            ask(submitted, video, Product.TIMELINE, List.of(), out);
        }
    }

    private static void ask(
            EditSubmitted edit, VideoId video, Product product, List<MotionWindow> windows, Outbox out) {
        out.publish(VideoFact.TOPIC, new VideoFact.Wanted(video, edit.edit(), edit.model(), product, windows));
    }

    /** The first failure is the one that is told. */
    private static void fail(TrackedEdit edit, String cause) {
        if (edit.failure == null) {
            edit.failure = cause;
        }
    }

    private void advance(TrackedEdit edit, Instant now, Outbox out) {
        if (edit.tenant == null) {
            return; // facts came before the submission
        }
        EditSubmitted submitted = edit.submitted;
        if (submitted != null && !edit.cancelled && edit.failure == null) {
            planWhereTimelinesAreKnown(edit, submitted, now, out);
        }
        if (edit.cancelled) {
            end(edit, EditState.CANCELLED);
        } else if (edit.failure != null) {
            end(edit, EditState.FAILED);
        } else {
            joinWhereAllIsRendered(edit, out);
        }
    }

    private void planWhereTimelinesAreKnown(TrackedEdit edit, EditSubmitted submitted, Instant now, Outbox out) {
        Map<VideoId, VideoSplit> videos = new HashMap<>();
        edit.timelines.values().forEach(split -> videos.put(split.video(), split));
        boolean known = videos.keySet().containsAll(submitted.request().videos());
        boolean ready = edit.ready.containsAll(needs(submitted));
        if (!known || (edit.planned && !ready)) {
            return;
        }
        EditPlan plan;
        try {
            plan = new EditPlan(submitted, videos, videoLength.applyAsInt(submitted.model()));
        } catch (ImpossibleEditException | IllegalArgumentException e) {
            fail(edit, String.valueOf(e.getMessage()));
            return;
        }
        if (!edit.planned) {
            askForCodesAndMotion(edit, submitted, plan, out);
        }
        if (ready) {
            requestSegments(edit, plan, now, out);
        }
    }

    private static void askForCodesAndMotion(TrackedEdit edit, EditSubmitted submitted, EditPlan plan, Outbox out) {
        edit.planned = true;
        edit.framesTotal = plan.frames();
        ask(submitted, submitted.request().content().video(), Product.CODES, List.of(), out);
        drivers(submitted).forEach(driver -> ask(submitted, driver, Product.MOTION, plan.windowsOf(driver), out));
    }

    private static void requestSegments(TrackedEdit edit, EditPlan plan, Instant now, Outbox out) {
        plan.segments().forEach(segment -> out.publish(Topics.SEGMENTS_REQUESTED, segment));
        edit.clipRequest = plan.clip();
        edit.renderingSince = now;
        edit.state = EditState.RENDERING;
        edit.forgetPlanning();
    }

    private static void joinWhereAllIsRendered(TrackedEdit edit, Outbox out) {
        ClipRequested request = edit.clipRequest;
        if (edit.state == EditState.RENDERING && request != null && edit.segments.hasAllBelow(request.segments())) {
            out.publish(Topics.CLIPS_REQUESTED, request);
            edit.state = EditState.ASSEMBLING;
        }
        if (edit.state == EditState.ASSEMBLING && edit.clip != null) {
            end(edit, EditState.SUCCEEDED);
        }
    }

    /** The record stays for a while, small, so that late facts meet an ended edit and not an unknown one. */
    private static void end(TrackedEdit edit, EditState state) {
        edit.state = state;
        edit.forgetPlanning();
    }

    private static Set<String> needs(EditSubmitted submitted) {
        Set<String> needs = new LinkedHashSet<>();
        needs.add(need(submitted.request().content().video(), Product.CODES));
        drivers(submitted).forEach(driver -> needs.add(need(driver, Product.MOTION)));
        return needs;
    }

    private static Set<VideoId> drivers(EditSubmitted submitted) {
        Set<VideoId> drivers = new LinkedHashSet<>();
        submitted.request().motion().forEach(driver -> drivers.add(driver.video()));
        return drivers;
    }

    private static String need(VideoId video, Product product) {
        return product + " " + video;
    }

    private static Optional<EditStatus> status(TrackedEdit edit, Instant now) {
        TenantId tenant = edit.tenant;
        Instant submittedAt = edit.submittedAt;
        if (tenant == null || submittedAt == null) {
            return Optional.empty();
        }
        int framesDone = framesDone(edit);
        return Optional.of(new EditStatus(
                edit.edit,
                tenant,
                edit.state,
                framesDone,
                edit.framesTotal,
                edit.computeSeconds,
                etaSeconds(edit, framesDone, now),
                edit.state == EditState.FAILED ? edit.failure : null,
                edit.state == EditState.SUCCEEDED ? edit.clip : null,
                submittedAt,
                now));
    }

    private static int framesDone(TrackedEdit edit) {
        return edit.segments.stream()
                .map(segment -> EditPlan.framesOfSegment(segment, edit.framesTotal))
                .sum();
    }

    /** The pace so far, continued; the clip is joined in a small part of the time that it takes to render. */
    private static @Nullable Double etaSeconds(TrackedEdit edit, int framesDone, Instant now) {
        Instant since = edit.renderingSince;
        if (edit.state != EditState.RENDERING || since == null || framesDone == 0) {
            return null;
        }
        double elapsed = Math.max(0, Duration.between(since, now).toMillis() / MILLIS_A_SECOND);
        return elapsed / framesDone * (edit.framesTotal - framesDone);
    }
}
