package farm.vidstyle.ingest.tracking;

import static farm.vidstyle.ingest.tracking.Given.A;
import static farm.vidstyle.ingest.tracking.Given.B;
import static farm.vidstyle.ingest.tracking.Given.EDIT;
import static farm.vidstyle.ingest.tracking.Given.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import farm.vidstyle.ingest.tracking.Given.Sent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order and however often facts are delivered: one outcome, and every request once. */
class TrackerOrderTest {
    private static final EditId SECOND = new EditId("edt_2");

    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyInterleavingOfTheSameFactsEndsTheSameWay(long seed) {
        List<Sent<?>> facts = new ArrayList<>(factsOfVideos());
        facts.add(new Sent<>(Topics.VIDEOS_SPLIT, Given.split(A, 30)));
        facts.addAll(factsOf(EDIT));
        facts.addAll(factsOf(SECOND));
        try (TestFarm farm = new TestFarm(state)) {
            twiceInAnyOrder(facts, seed).forEach(farm::send);

            for (EditId edit : List.of(EDIT, SECOND)) {
                EditStatus status = farm.status(edit);
                assertThat(status.state()).isEqualTo(EditState.SUCCEEDED);
                assertThat(status.framesDone()).isEqualTo(50);
                assertThat(status.computeSeconds()).containsEntry("render", 4.0).containsEntry("assemble", 0.125);
            }
            assertThat(farm.status(EDIT).computeSeconds().getOrDefault("motion", 0.0)
                            + farm.status(SECOND).computeSeconds().getOrDefault("motion", 0.0))
                    .as("motion is billed once")
                    .isCloseTo(0.5, within(1e-9));
            requireEachOnce(farm, Topics.MOTION_REQUESTED, 2);
            requireEachOnce(farm, Topics.SEGMENTS_REQUESTED, 4);
            requireEachOnce(farm, Topics.CLIPS_REQUESTED, 2);
            requireEachOnce(farm, Topics.FRAMES_EXTRACTED, 0);
            assertThat(farm.published(VideoStatus.TOPIC).stream()
                            .filter(status -> status.video().equals(A))
                            .reduce((older, newer) -> newer))
                    .hasValueSatisfying(status -> assertThat(status.phase()).isEqualTo(VideoPhase.READY));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRejectedVideoFailsItsEditsInAnyOrder(long seed) {
        List<Sent<?>> facts = new ArrayList<>(factsOfVideos());
        facts.add(new Sent<>(Topics.VIDEOS_REJECTED, Given.rejected(A)));
        facts.addAll(factsOf(EDIT));
        try (TestFarm farm = new TestFarm(state)) {
            twiceInAnyOrder(facts, seed).forEach(farm::send);

            assertThat(farm.status(EDIT).state()).isEqualTo(EditState.FAILED);
            assertThat(farm.status(EDIT).error()).startsWith("video vid_A was rejected");
            requireEachOnce(farm, Topics.SEGMENTS_REQUESTED, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyStatusIsPublishedOnceAndTheLastOneIsFinal(long seed) {
        List<Sent<?>> facts = new ArrayList<>(factsOfVideos());
        facts.add(new Sent<>(Topics.VIDEOS_SPLIT, Given.split(A, 30)));
        facts.addAll(factsOf(EDIT));
        facts.add(new Sent<>(Topics.EDITS_CANCELLED, Given.cancelled(EDIT)));
        try (TestFarm farm = new TestFarm(state)) {
            twiceInAnyOrder(facts, seed).forEach(farm::send);

            List<EditStatus> statuses = farm.published(Topics.EDITS_STATUS);
            assertThat(statuses.stream().filter(status -> status.state().isFinal()))
                    .hasSize(1);
            assertThat(statuses.get(statuses.size() - 1).state().isFinal()).isTrue();
        }
    }

    private static List<Sent<?>> factsOfVideos() {
        return List.of(
                new Sent<>(Topics.VIDEOS_UPLOADED, Given.uploaded(A)),
                new Sent<>(Topics.VIDEOS_UPLOADED, Given.uploaded(B)),
                new Sent<>(Topics.VIDEOS_SPLIT, Given.split(B, 50)),
                new Sent<>(Topics.CODES_INVERTED, Given.codes(A, MODEL, 0)),
                new Sent<>(Topics.CODES_INVERTED, Given.codes(A, MODEL, 1)),
                new Sent<>(Topics.CODES_INVERTED, Given.codes(B, MODEL, 0)),
                new Sent<>(Topics.MOTION_ENCODED, Given.motion(B, 0)),
                new Sent<>(Topics.MOTION_ENCODED, Given.motion(B, 1)));
    }

    private static List<Sent<?>> factsOf(EditId edit) {
        return List.of(
                new Sent<>(Topics.EDITS_SUBMITTED, Given.animation(edit)),
                new Sent<>(Topics.SEGMENTS_RENDERED, Given.rendered(edit, 0)),
                new Sent<>(Topics.SEGMENTS_RENDERED, Given.rendered(edit, 1)),
                new Sent<>(Topics.CLIPS_ASSEMBLED, Given.assembled(edit)));
    }

    private static List<Sent<?>> twiceInAnyOrder(List<Sent<?>> facts, long seed) {
        List<Sent<?>> all =
                new ArrayList<>(Stream.concat(facts.stream(), facts.stream()).toList());
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    private static <E> void requireEachOnce(TestFarm farm, Topic<E> topic, int expected) {
        assertThat(farm.published(topic)).hasSize(expected).doesNotHaveDuplicates();
    }
}
