package farm.vidstyle.ingest.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditPlanTest {
    private static final VideoId A = new VideoId("vid_A");
    private static final VideoId B = new VideoId("vid_B");
    private static final int VIDEO_LENGTH = 100;

    @Test
    void reconstructionShowsEveryFrameOnceWithSound() {
        EditPlan plan = plan("{\"content\": {\"video\": \"vid_A\"}}", 70, 10);

        assertThat(plan.segments())
                .extracting(segment -> segment.seconds().size())
                .containsExactly(32, 32, 6);
        assertThat(plan.clip().segments()).isEqualTo(3);
        assertThat(plan.clip().frames()).isEqualTo(70);
        assertThat(plan.clip().fps()).isEqualTo(25);
        assertThat(plan.clip().audioSource()).isEqualTo(A);
        assertThat(plan.clip().audioStart()).isZero();
    }

    @Test
    void onlyTheWindowsThatTheTimesFallInAreNeeded() {
        EditPlan plan = plan("{\"content\": {\"video\": \"vid_A\"}, \"times\": {\"start\": 6, \"end\": 7}}", 250, 10);

        assertThat(plan.windowsOf(A)).extracting(MotionWindow::window).containsExactly(1, 2);
    }

    @Test
    void eachDriverGetsItsOwnWindowsAndRate() {
        EditPlan plan = plan("""
                {"content": {"video": "vid_A", "code": "frame:3"},
                 "motion": [{"video": "vid_B"}, {"video": "vid_A", "region": {"x":0,"y":0,"width":1,"height":0.5}}],
                 "times": {"end": 1}}""", 50, 250);

        SegmentRequested segment = plan.segments().get(0);
        assertThat(segment.contentFrames()).isEqualTo(50);
        assertThat(segment.drivers()).extracting(driver -> driver.video()).containsExactly(B, A);
        assertThat(segment.drivers().get(1).region().height()).isEqualTo(0.5);
        assertThat(plan.windowsOf(B)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"times\": {\"speed\": 2}",
                "\"times\": {\"at\": [0, 0.5]}",
                "\"times\": {\"start\": 2, \"end\": 3}",
                "\"output\": {\"audio\": \"drop\"}"
            })
    void aClipThatDoesNotPlayLikeItsDriverIsSilent(String choice) {
        EditPlan plan = plan("{\"content\": {\"video\": \"vid_A\"}, " + choice + "}", 50, 10);

        assertThat(plan.clip().audioSource()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"content\": {\"video\": \"vid_A\", \"code\": \"frame:50\"} | frame:0 to frame:49",
                "\"content\": {\"video\": \"vid_A\"}, \"times\": {\"end\": 5} | expected times from -2.0 s to 4.0 s",
                "\"content\": {\"video\": \"vid_A\"}, \"times\": {\"fps\": 1, \"start\": 2, \"end\": 200000} | expected 1 to 36000",
                "\"content\": {\"video\": \"vid_A\"}, \"motion\": [{\"video\": \"vid_A\"}, {\"video\": \"vid_B\"}]"
                        + " | driver vid_B is 0.4 s long"
            })
    void whatTheVideosDoNotHaveIsImpossible(String request, String message) {
        assertThatThrownBy(() -> plan("{" + request + "}", 50, 10))
                .isInstanceOf(ImpossibleEditException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSegmentsHoldEveryTimeOnceInOrderAndTheWindowsForIt(long seed) {
        Random random = new Random(seed);
        for (int trial = 0; trial < 20; trial++) {
            String times = random.doubles(1 + random.nextInt(100), -2, 4)
                    .mapToObj(Double::toString)
                    .collect(Collectors.joining(","));
            EditPlan plan = plan("{\"content\": {\"video\": \"vid_A\"}, \"times\": {\"at\": [" + times + "]}}", 250, 1);

            List<SegmentRequested> segments = plan.segments();

            assertThat(segments).hasSize(EditPlan.segmentsOf(plan.frames()));
            assertThat(segments.stream()
                            .flatMap(s -> s.seconds().stream())
                            .map(Object::toString)
                            .collect(Collectors.joining(",")))
                    .isEqualTo(times);
            assertThat(segments).allSatisfy(segment -> assertThat(segment.seconds())
                    .hasSize(EditPlan.framesOfSegment(segment.segment(), plan.frames()))
                    .hasSizeBetween(1, EditPlan.SEGMENT_FRAMES));
            assertThat(plan.windowsOf(A))
                    .containsExactlyInAnyOrderElementsOf(segments.stream()
                            .flatMap(s -> s.drivers().get(0).windows().stream())
                            .collect(Collectors.toSet()));
        }
    }

    private static EditPlan plan(String request, int framesOfA, int framesOfB) {
        try {
            Edit edit = Json.REQUESTS.readValue(request, Edit.class);
            EditSubmitted submitted = new EditSubmitted(
                    new EditId("edt_1"),
                    new TenantId("acme"),
                    edit,
                    new ModelRef("demo", "1", "0".repeat(64)),
                    Instant.EPOCH);
            return new EditPlan(submitted, Map.of(A, split(A, framesOfA), B, split(B, framesOfB)), VIDEO_LENGTH);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static VideoSplit split(VideoId video, int frames) {
        return new VideoSplit(
                video,
                new ModelRef("demo", "1", "0".repeat(64)),
                new Timeline(frames, 25, frames / 25.0),
                (frames + 15) / 16,
                64,
                64,
                true,
                List.of(0),
                Instant.EPOCH);
    }
}
