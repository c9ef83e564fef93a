package farm.vidstyle.ingest.tracking;

import static farm.vidstyle.ingest.tracking.Given.A;
import static farm.vidstyle.ingest.tracking.Given.B;
import static farm.vidstyle.ingest.tracking.Given.EDIT;
import static farm.vidstyle.ingest.tracking.Given.MODEL;
import static farm.vidstyle.ingest.tracking.Given.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.progress.EditRules;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerTest {
    private static final EditId SECOND = new EditId("edt_2");

    private TestFarm farm;

    @BeforeEach
    void start(@TempDir Path state) {
        farm = new TestFarm(state);
    }

    @AfterEach
    void stop() {
        farm.close();
    }

    @Test
    void anEditGoesTheWholeWay() {
        prepare(A, 30);
        prepare(B, 50);

        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.WAITING);
        assertThat(farm.status(EDIT).framesTotal()).isEqualTo(50);
        assertThat(farm.published(Topics.MOTION_REQUESTED))
                .extracting(MotionRequested::video, request -> request.window().firstFrame())
                .containsExactly(tuple(B, 0), tuple(B, 20));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 0));
        assertThat(farm.published(Topics.SEGMENTS_REQUESTED)).isEmpty();
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 1));
        assertThat(farm.published(Topics.SEGMENTS_REQUESTED))
                .extracting(SegmentRequested::segment)
                .containsExactly(0, 1);
        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.RENDERING);
        farm.send(Topics.SEGMENTS_RENDERED, Given.rendered(EDIT, 1));
        assertThat(farm.status(EDIT).framesDone()).isEqualTo(18);
        assertThat(farm.status(EDIT).etaSeconds()).isPositive();
        farm.send(Topics.SEGMENTS_RENDERED, Given.rendered(EDIT, 0));
        assertThat(farm.published(Topics.CLIPS_REQUESTED)).hasSize(1);
        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.ASSEMBLING);
        farm.send(Topics.CLIPS_ASSEMBLED, Given.assembled(EDIT));

        EditStatus end = farm.status(EDIT);
        assertThat(end)
                .isEqualTo(new EditStatus(
                        EDIT,
                        TENANT,
                        EditState.SUCCEEDED,
                        50,
                        50,
                        Map.of("invert", 1.0, "motion", 0.5, "render", 4.0, "assemble", 0.125),
                        null,
                        null,
                        Layout.result(EDIT, "clip.mp4"),
                        Given.NOON,
                        end.updatedAt()));
    }

    @Test
    void anEditWaitsForVideosThatAreStillOnTheirWay() {
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        farm.send(Topics.CODES_INVERTED, Given.codes(A, MODEL, 1));
        farm.send(Topics.VIDEOS_SPLIT, Given.split(A, 30));
        farm.send(Topics.VIDEOS_SPLIT, Given.split(B, 20));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 0));
        assertThat(farm.published(Topics.SEGMENTS_REQUESTED)).isEmpty();

        farm.send(Topics.CODES_INVERTED, Given.codes(A, MODEL, 0));

        assertThat(farm.published(Topics.SEGMENTS_REQUESTED)).hasSize(1);
    }

    @Test
    void aSecondEditOfAVideoCostsOnlyItsDecode() {
        succeed(EDIT);

        farm.send(Topics.EDITS_SUBMITTED, Given.animation(SECOND));
        assertThat(farm.status(SECOND).state()).isEqualTo(EditState.RENDERING);
        render(SECOND);

        assertThat(farm.status(SECOND).state()).isEqualTo(EditState.SUCCEEDED);
        assertThat(farm.status(SECOND).computeSeconds()).containsOnlyKeys("render", "assemble");
        assertThat(farm.published(Topics.MOTION_REQUESTED)).hasSize(2);
    }

    @Test
    void anotherModelNeedsCodesOfItsOwn() {
        prepare(A, 30);
        ModelRef other = new ModelRef("demo", "2", "b".repeat(64));
        EditSubmitted edit = Given.submitted(EDIT, "{\"content\": {\"video\": \"vid_A\"}}");

        farm.send(Topics.EDITS_SUBMITTED, new EditSubmitted(EDIT, edit.tenant(), edit.request(), other, edit.at()));

        assertThat(farm.published(Topics.FRAMES_EXTRACTED))
                .containsExactly(
                        new FramesExtracted(A, other, 0, 0, 16, Layout.frames(A, 0)),
                        new FramesExtracted(A, other, 1, 16, 14, Layout.frames(A, 1)));
    }

    @Test
    void anEditOfARejectedVideoFailsBeforeAndAfter() {
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        farm.send(Topics.VIDEOS_REJECTED, Given.rejected(A));
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(SECOND));

        assertThat(List.of(farm.status(EDIT), farm.status(SECOND))).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(EditState.FAILED);
            assertThat(status.error()).startsWith("video vid_A was rejected (TRUNCATED): 12 of 50 frames");
        });
    }

    @Test
    void anEditThatAsksForWhatItsVideoLacksFails() {
        prepare(A, 30);

        farm.send(
                Topics.EDITS_SUBMITTED,
                Given.submitted(EDIT, "{\"content\": {\"video\": \"vid_A\", \"code\": \"frame:30\"}}"));

        assertThat(farm.status(EDIT).error()).contains("expected frame:0 to frame:29");
        assertThat(farm.published(Topics.MOTION_REQUESTED)).isEmpty();
    }

    @Test
    void deadWorkFailsTheEditsThatNeedIt() {
        prepare(A, 30);
        prepare(B, 50);
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        MotionRequested motion = farm.published(Topics.MOTION_REQUESTED).get(1);
        farm.send(Topics.EDITS_SUBMITTED, Given.submitted(SECOND, "{\"content\": {\"video\": \"vid_A\"}}"));

        farm.send(Topics.WORK_DEAD, Given.dead(Topics.MOTION_REQUESTED, motion));

        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.FAILED);
        assertThat(farm.status(EDIT).error()).isEqualTo("encoding the motion of video vid_B failed: the disk is full");
        assertThat(farm.status(SECOND).state()).isEqualTo(EditState.WAITING);
    }

    @Test
    void deadWorkOfEveryKindEndsItsEdit() {
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        farm.send(Topics.WORK_DEAD, Given.dead(Topics.VIDEOS_UPLOADED, Given.uploaded(A)));
        assertThat(farm.status(EDIT).error()).startsWith("splitting video vid_A failed");

        prepare(A, 30);
        prepare(B, 50);
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(SECOND));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 0));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 1));
        SegmentRequested segment = farm.published(Topics.SEGMENTS_REQUESTED).get(0);
        farm.send(Topics.WORK_DEAD, Given.dead(Topics.SEGMENTS_REQUESTED, segment));
        assertThat(farm.status(SECOND).error()).isEqualTo("rendering segment 0 failed: the disk is full");
    }

    @Test
    void inversionThatSucceedsWhenReplayedServesLaterEdits() {
        farm.send(Topics.VIDEOS_UPLOADED, Given.uploaded(A));
        farm.send(Topics.VIDEOS_SPLIT, Given.split(A, 16));
        FramesExtracted chunk = new FramesExtracted(A, MODEL, 0, 0, 16, Layout.frames(A, 0));
        farm.send(Topics.WORK_DEAD, Given.dead(Topics.FRAMES_EXTRACTED, chunk));
        EditSubmitted edit = Given.submitted(EDIT, "{\"content\": {\"video\": \"vid_A\"}}");
        farm.send(Topics.EDITS_SUBMITTED, edit);
        assertThat(farm.status(EDIT).error()).startsWith("inverting video vid_A failed");
        assertThat(newestVideo().phase()).isEqualTo(VideoPhase.FAILED);

        farm.send(Topics.CODES_INVERTED, Given.codes(A, MODEL, 0));
        farm.send(Topics.EDITS_SUBMITTED, Given.submitted(SECOND, "{\"content\": {\"video\": \"vid_A\"}}"));

        assertThat(newestVideo().phase()).isEqualTo(VideoPhase.READY);
        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.FAILED);
        assertThat(farm.status(SECOND).state()).isEqualTo(EditState.WAITING);
    }

    @Test
    void nothingFollowsACancellation() {
        prepare(A, 30);
        prepare(B, 50);
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
        farm.send(Topics.EDITS_CANCELLED, Given.cancelled(EDIT));
        EditStatus cancelled = farm.status(EDIT);

        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 0));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 1));
        render(EDIT);

        assertThat(cancelled.state()).isEqualTo(EditState.CANCELLED);
        assertThat(farm.status(EDIT)).isEqualTo(cancelled);
        assertThat(farm.published(Topics.SEGMENTS_REQUESTED)).isEmpty();
        assertThat(farm.published(Topics.CLIPS_REQUESTED)).isEmpty();
    }

    @Test
    void aCancellationThatOvertakesItsSubmissionCounts() {
        farm.send(Topics.EDITS_CANCELLED, Given.cancelled(EDIT));
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(EDIT));

        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.CANCELLED);
    }

    @Test
    void aFinishedEditCannotBeCancelled() {
        succeed(EDIT);

        farm.send(Topics.EDITS_CANCELLED, Given.cancelled(EDIT));

        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.SUCCEEDED);
    }

    @Test
    void aVideoTellsHowFarItIs() {
        prepare(A, 30);

        assertThat(farm.published(VideoStatus.TOPIC))
                .extracting(VideoStatus::phase, VideoStatus::chunksInverted)
                .containsExactly(
                        tuple(VideoPhase.SPLITTING, 0),
                        tuple(VideoPhase.INVERTING, 0),
                        tuple(VideoPhase.INVERTING, 1),
                        tuple(VideoPhase.READY, 2));
    }

    @Test
    void bytesThatAreNoEventGoToTheDeadLettersAndStopNothing() {
        farm.sendBytes(Topics.VIDEOS_SPLIT, "vid_A", "{\"video\": 12".getBytes(StandardCharsets.UTF_8));
        farm.sendBytes(Topics.WORK_DEAD, "vid_A", new byte[] {1, 2, 3});
        prepare(A, 30);

        assertThat(farm.published(Topics.WORK_DEAD)).singleElement().satisfies(dead -> {
            assertThat(dead.topic()).isEqualTo("vidstyle.videos.split");
            assertThat(dead.key()).isEqualTo("vid_A");
            assertThat(dead.event()).isEqualTo("{\"video\": 12");
            assertThat(dead.cause()).contains("not a VideoSplit");
        });
        assertThat(newestVideo().phase()).isEqualTo(VideoPhase.READY);
    }

    @Test
    void aFinishedEditIsForgottenAfterAWeekAndAnUnfinishedOneFails() {
        prepare(A, 30);
        farm.send(Topics.EDITS_SUBMITTED, Given.submitted(EDIT, "{\"content\": {\"video\": \"vid_A\"}}"));
        farm.let(Duration.ofDays(1));
        assertThat(farm.remembers(EDIT)).isTrue();

        farm.let(EditRules.MAX_SILENCE);

        assertThat(farm.remembers(EDIT)).isFalse();
        assertThat(farm.status(EDIT).state()).isEqualTo(EditState.FAILED);
        assertThat(farm.status(EDIT).error()).isEqualTo("nothing was heard of its work for 7 days");
    }

    @Test
    void aModelThatIsNotThereFailsTheEditAndOneThatCannotBeReadIsAskedForAgain(@TempDir Path state) {
        try (TestFarm unsure = new TestFarm(state, model -> {
            if (model.equals(MODEL)) {
                throw new IllegalArgumentException("expected one of [other]");
            }
            throw new IllegalStateException("the store does not answer");
        })) {
            EditSubmitted edit = Given.submitted(EDIT, "{\"content\": {\"video\": \"vid_A\"}}");
            unsure.send(Topics.VIDEOS_SPLIT, Given.split(A, 30));
            unsure.send(Topics.EDITS_SUBMITTED, edit);
            assertThat(unsure.status(EDIT).error()).contains("is not there: expected one of [other]");

            ModelRef other = new ModelRef("demo", "2", "b".repeat(64));
            EditSubmitted again = new EditSubmitted(SECOND, TENANT, edit.request(), other, Given.NOON);
            assertThatThrownBy(() -> unsure.send(Topics.EDITS_SUBMITTED, again))
                    .hasRootCauseMessage("the store does not answer");
        }
    }

    private VideoStatus newestVideo() {
        List<VideoStatus> all = farm.published(VideoStatus.TOPIC);
        return all.get(all.size() - 1);
    }

    private void prepare(VideoId video, int frames) {
        farm.send(Topics.VIDEOS_UPLOADED, Given.uploaded(video));
        farm.send(Topics.VIDEOS_SPLIT, Given.split(video, frames));
        for (int chunk = 0; chunk < (frames + 15) / 16; chunk++) {
            farm.send(Topics.CODES_INVERTED, Given.codes(video, MODEL, chunk));
        }
    }

    private void succeed(EditId edit) {
        prepare(A, 30);
        prepare(B, 50);
        farm.send(Topics.EDITS_SUBMITTED, Given.animation(edit));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 0));
        farm.send(Topics.MOTION_ENCODED, Given.motion(B, 1));
        render(edit);
        assertThat(farm.status(edit).state()).isEqualTo(EditState.SUCCEEDED);
    }

    private void render(EditId edit) {
        farm.send(Topics.SEGMENTS_RENDERED, Given.rendered(edit, 0));
        farm.send(Topics.SEGMENTS_RENDERED, Given.rendered(edit, 1));
        farm.send(Topics.CLIPS_ASSEMBLED, Given.assembled(edit));
    }
}
