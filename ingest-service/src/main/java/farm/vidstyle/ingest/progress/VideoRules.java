package farm.vidstyle.ingest.progress;

import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.progress.TrackedVideo.Waiting;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fact about a video: waiting edits get their answers, motion that an edit wants is requested once
 * for each window and model, and the video's status changes.
 */
public final class VideoRules {
    private final TrackedVideo video;
    private final Outbox out;

    private VideoRules(TrackedVideo video, Outbox out) {
        this.video = video;
        this.out = out;
    }

    /** Adds {@code fact}, which became known at {@code now}, to {@code video} and publishes what has become due. */
    public static void apply(TrackedVideo video, VideoFact fact, Instant now, Outbox out) {
        VideoRules rules = new VideoRules(video, out);
        Optional<VideoStatus> before = rules.status(now);
        rules.add(fact);
        video.waiting.removeIf(rules::answer);
        rules.status(now)
                .filter(after -> !before.equals(Optional.of(after)))
                .ifPresent(after -> out.publish(VideoStatus.TOPIC, after));
    }

    private void add(VideoFact fact) {
        if (fact instanceof VideoFact.Uploaded uploaded) {
            video.uploaded = uploaded.event();
        } else if (fact instanceof VideoFact.Rejected rejected) {
            video.rejected = rejected.event();
        } else if (fact instanceof VideoFact.Split split) {
            video.split = split.event();
        } else if (fact instanceof VideoFact.SplittingDied died) {
            video.splittingDied = died.cause();
        } else if (fact instanceof VideoFact.Computed computed) {
            video.results(computed.product(), computed.model()).store(computed.index(), computed.seconds());
        } else if (fact instanceof VideoFact.WorkDied died) {
            video.results(died.product(), died.model()).bury(died.index(), died.cause());
        } else if (fact instanceof VideoFact.Wanted wanted) {
            want(wanted);
        } else {
            throw new IllegalStateException("no rule for a " + fact.getClass().getSimpleName());
        }
    }

    private void want(VideoFact.Wanted wanted) {
        Indices windows = new Indices();
        wanted.windows().forEach(window -> windows.add(window.window()));
        video.waiting.add(new Waiting(wanted.edit(), wanted.model(), wanted.product(), windows));
        VideoSplit split = video.split;
        if (split == null || video.rejected != null) {
            return; // only a timeline can be wanted of a video that is not split
        }
        if (wanted.product() == Product.MOTION) {
            wanted.windows().forEach(window -> requestMotion(split, wanted.model(), window));
        } else if (wanted.product() == Product.CODES && !wanted.model().equals(split.model())) {
            requestCodes(split, wanted.model());
        }
    }

    private void requestMotion(VideoSplit split, ModelRef model, MotionWindow window) {
        if (video.results(Product.MOTION, model).requested.add(window.window())) {
            double fps = split.timeline().fps();
            out.publish(Topics.MOTION_REQUESTED, new MotionRequested(video.video, model, window, fps));
        }
    }

    /** The splitter announced the chunks to the model it split for; another model needs them announced again. */
    private void requestCodes(VideoSplit split, ModelRef model) {
        Results codes = video.results(Product.CODES, model);
        for (int chunk = 0; chunk < split.chunks(); chunk++) {
            int first = chunk * FramesExtracted.CHUNK_FRAMES;
            int frames = Math.min(FramesExtracted.CHUNK_FRAMES, split.timeline().frames() - first);
            if (codes.requested.add(chunk)) {
                out.publish(
                        Topics.FRAMES_EXTRACTED,
                        new FramesExtracted(
                                video.video, model, chunk, first, frames, Layout.frames(video.video, chunk)));
            }
        }
    }

    /** Answers an edit if its answer is known; false while it has to wait on. */
    private boolean answer(Waiting waiting) {
        Optional<EditFact> answer = failureFor(waiting)
                .<EditFact>map(cause -> new EditFact.Failed(waiting.edit(), cause))
                .or(() -> whatItWants(waiting));
        answer.ifPresent(fact -> out.publish(EditFact.TOPIC, fact));
        return answer.isPresent();
    }

    private Optional<String> failureFor(Waiting waiting) {
        VideoRejected rejected = video.rejected;
        if (rejected != null) {
            return Optional.of(
                    "video " + video.video + " was rejected (" + rejected.reason() + "): " + rejected.message());
        }
        if (video.split == null) {
            return Optional.ofNullable(video.splittingDied)
                    .map(cause -> "splitting video " + video.video + " failed: " + cause);
        }
        if (waiting.product() == Product.TIMELINE) {
            return Optional.empty();
        }
        Results results = video.results(waiting.product(), waiting.model());
        boolean codes = waiting.product() == Product.CODES;
        boolean dead = codes ? !results.dead.isEmpty() : results.dead.hasAny(waiting.windows());
        String work = codes ? "inverting video " : "encoding the motion of video ";
        return dead ? Optional.of(work + video.video + " failed: " + results.cause) : Optional.empty();
    }

    private Optional<EditFact> whatItWants(Waiting waiting) {
        VideoSplit split = video.split;
        if (split == null) {
            return Optional.empty();
        }
        if (waiting.product() == Product.TIMELINE) {
            return Optional.of(new EditFact.TimelineKnown(waiting.edit(), split));
        }
        Results results = video.results(waiting.product(), waiting.model());
        boolean complete = waiting.product() == Product.CODES
                ? results.stored.hasAllBelow(split.chunks())
                : results.stored.hasAll(waiting.windows());
        return complete
                ? Optional.of(new EditFact.Ready(waiting.edit(), video.video, waiting.product(), results.bill()))
                : Optional.empty();
    }

    private Optional<VideoStatus> status(Instant now) {
        VideoUploaded uploaded = video.uploaded;
        if (uploaded == null) {
            return Optional.empty();
        }
        VideoRejected rejected = video.rejected;
        if (rejected != null) {
            return Optional.of(status(uploaded, VideoPhase.REJECTED, rejected.reason(), rejected.message(), now));
        }
        VideoSplit split = video.split;
        if (split == null) {
            return Optional.of(
                    video.splittingDied == null
                            ? status(uploaded, VideoPhase.SPLITTING, null, null, now)
                            : status(uploaded, VideoPhase.FAILED, "SPLITTING_FAILED", video.splittingDied, now));
        }
        Results codes = video.results(Product.CODES, split.model());
        if (!codes.dead.isEmpty()) {
            return Optional.of(status(uploaded, VideoPhase.FAILED, "INVERSION_FAILED", codes.cause, now));
        }
        boolean ready = codes.stored.hasAllBelow(split.chunks());
        return Optional.of(status(uploaded, ready ? VideoPhase.READY : VideoPhase.INVERTING, null, null, now));
    }

    private VideoStatus status(
            VideoUploaded uploaded, VideoPhase phase, @Nullable String reason, @Nullable String message, Instant now) {
        VideoSplit split = video.split;
        ModelRef model = split == null ? uploaded.model() : split.model();
        int chunks = split == null ? Indices.MAX : split.chunks();
        int inverted = video.results(Product.CODES, model).stored.countBelow(chunks);
        return new VideoStatus(uploaded, phase, split, inverted, reason, message, now);
    }
}
