package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an edit can be done, as far as it can be told now. What depends on a video that is still being split is checked by the
 * tracker, once it is known.
 */
record EditChecks(Statuses statuses, ModelCatalog models) {
    /** Refuses what cannot be done with a problem that says why. */
    void check(Edit edit, ModelCard model) {
        Map<VideoId, VideoStatus> videos = new HashMap<>();
        edit.videos().forEach(video -> videos.put(video, usable(video, model)));
        split(videos.get(edit.content().video())).ifPresent(split -> checkFrame(edit.content(), split));
        split(videos.get(edit.driver())).ifPresent(split -> checkTimes(edit, split));
    }

    private VideoStatus usable(VideoId video, ModelCard model) {
        VideoStatus status = statuses.video(video)
                .orElseThrow(() -> Problem.UNKNOWN_VIDEO.because(
                        "there is no video '" + video + "'; upload it first, with POST " + Paths.VIDEOS));
        if (status.phase() == VideoPhase.REJECTED || status.phase() == VideoPhase.FAILED) {
            throw Problem.VIDEO_REJECTED.because(
                    "video '" + video + "' was rejected: " + status.message(),
                    "reason",
                    String.valueOf(status.reason()));
        }
        requireSameFrames(video, status.upload().model(), model);
        return status;
    }

    private void requireSameFrames(VideoId video, ModelRef splitFor, ModelCard model) {
        if (splitFor.equals(model.ref())) {
            return;
        }
        boolean same = models.all().stream().anyMatch(card -> card.ref().equals(splitFor) && model.takesFramesOf(card));
        if (!same) {
            throw Problem.MODEL_MISMATCH.because("video '" + video + "' was split for model " + name(splitFor)
                    + ", whose frames are not those of " + name(model.ref()) + " (" + model.frameWidth() + "x"
                    + model.frameHeight() + ", alignment " + model.alignment() + "); upload it again with ?model="
                    + name(model.ref()));
        }
    }

    private static void checkFrame(Content content, VideoSplit split) {
        int frames = split.timeline().frames();
        if (content.frame().orElse(0) >= frames) {
            throw Problem.UNKNOWN_FRAME.because("content.code is '" + content.code() + "'; video '" + content.video()
                    + "' has frames 0 to " + (frames - 1));
        }
    }

    private static void checkTimes(Edit edit, VideoSplit split) {
        try {
            edit.times().resolve(split.timeline());
        } catch (IllegalArgumentException e) {
            throw Problem.TIMES_OUT_OF_RANGE.because(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<VideoSplit> split(VideoStatus status) {
        return Optional.ofNullable(status.split());
    }

    private static String name(ModelRef model) {
        return model.name() + "@" + model.version();
    }
}
