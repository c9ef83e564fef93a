package farm.vidstyle.ingest.tracking;

import static farm.vidstyle.ingest.tracking.Given.A;
import static farm.vidstyle.ingest.tracking.Given.B;
import static farm.vidstyle.ingest.tracking.Given.EDIT;
import static farm.vidstyle.ingest.tracking.Given.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.broker.EmbeddedBroker;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.kafka.TopicLayout;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.status.StatusView;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tracker and status view on a real broker with several partitions. */
class TrackerOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static KafkaConfig kafka;
    private static Publisher publisher;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data.resolve("kafka"), EmbeddedBroker.ANY_PORT);
        kafka = KafkaConfig.of(broker.bootstrapServers());
        List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
        topics.addAll(Tracker.TOPICS);
        TopicAdmin.ensure(kafka, topics, new TopicLayout(3, TopicLayout.BROKER_DEFAULT));
        publisher = Publisher.open(kafka);
    }

    @AfterAll
    static void stop() {
        publisher.close();
        broker.close();
    }

    @Test
    void anEditSurvivesRestartsOfTheTrackerAndIsSeenByTheView() throws Exception {
        List<EditStatus> heard = new CopyOnWriteArrayList<>();
        try (StatusView view = StatusView.start(kafka)) {
            StatusView.Subscription subscription = view.subscribe(EDIT, heard::add);
            publish(Topics.VIDEOS_UPLOADED, Given.uploaded(A));
            publish(Topics.EDITS_SUBMITTED, Given.animation(EDIT));
            view.caughtUp().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(view.edit(EDIT)).map(EditStatus::state).hasValue(EditState.WAITING);
            assertThat(view.video(A)).map(VideoStatus::phase).hasValue(VideoPhase.SPLITTING);
            assertThat(view.edit(new EditId("edt_unknown"))).isEmpty();

            try (Tracker tracker = tracker("first")) {
                publish(Topics.VIDEOS_SPLIT, Given.split(A, 30));
                publish(Topics.VIDEOS_SPLIT, Given.split(B, 50));
                publish(Topics.CODES_INVERTED, Given.codes(A, MODEL, 0));
                await().atMost(PATIENCE)
                        .until(() -> all(Topics.MOTION_REQUESTED, B.value()).size() == 2);
                assertThat(tracker.isReady()).isTrue();
            }
            publish(Topics.CODES_INVERTED, Given.codes(A, MODEL, 1));
            publish(Topics.CODES_INVERTED, Given.codes(A, MODEL, 1));
            publish(Topics.MOTION_ENCODED, Given.motion(B, 0));
            publish(Topics.MOTION_ENCODED, Given.motion(B, 1));
            try (Tracker tracker = tracker("second, which has lost the first one's folder")) {
                await().atMost(PATIENCE)
                        .until(() ->
                                all(Topics.SEGMENTS_REQUESTED, EDIT.value()).size() == 2);
                publish(Topics.SEGMENTS_RENDERED, Given.rendered(EDIT, 0));
                publish(Topics.SEGMENTS_RENDERED, Given.rendered(EDIT, 0));
                publish(Topics.SEGMENTS_RENDERED, Given.rendered(EDIT, 1));
                publish(Topics.CLIPS_ASSEMBLED, Given.assembled(EDIT));
                await().atMost(PATIENCE).until(() -> isSucceeded(view, EDIT));
                assertThat(tracker.isAlive()).isTrue();
            }

            assertThat(all(Topics.SEGMENTS_REQUESTED, EDIT.value()))
                    .extracting(SegmentRequested::segment)
                    .containsExactly(0, 1);
            assertThat(all(Topics.CLIPS_REQUESTED, EDIT.value())).hasSize(1);
            assertThat(view.video(A)).map(VideoStatus::phase).hasValue(VideoPhase.READY);
            assertThat(view.newestEdits(Given.TENANT, 100))
                    .extracting(EditStatus::edit)
                    .contains(EDIT);
            subscription.close();
            assertThat(heard).first().extracting(EditStatus::state).isEqualTo(EditState.WAITING);
            assertThat(heard).last().extracting(EditStatus::state).isEqualTo(EditState.SUCCEEDED);
        }
    }

    @Test
    void twoInstancesShareTheWork() {
        List<EditId> edits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            VideoId video = new VideoId("vid_shared" + i);
            EditId edit = new EditId("edt_shared" + i);
            edits.add(edit);
            publish(Topics.VIDEOS_UPLOADED, Given.uploaded(video));
            publish(Topics.EDITS_SUBMITTED, Given.submitted(edit, "{\"content\": {\"video\": \"" + video + "\"}}"));
            publish(Topics.VIDEOS_SPLIT, Given.split(video, 16));
            publish(Topics.CODES_INVERTED, Given.codes(video, MODEL, 0));
            publish(Topics.MOTION_ENCODED, Given.motion(video, 0));
            publish(Topics.SEGMENTS_RENDERED, Given.rendered(edit, 0));
            publish(Topics.CLIPS_ASSEMBLED, Given.assembled(edit));
        }

        try (StatusView view = StatusView.start(kafka);
                Tracker one = tracker("one");
                Tracker two = tracker("two")) {
            await().atMost(PATIENCE).until(() -> edits.stream().allMatch(edit -> isSucceeded(view, edit)));

            assertThat(all(Topics.SEGMENTS_REQUESTED))
                    .extracting(SegmentRequested::edit)
                    .filteredOn(edits::contains)
                    .containsExactlyInAnyOrderElementsOf(edits);
            assertThat(one.isAlive() && two.isAlive()).isTrue();
        }
    }

    private static boolean isSucceeded(StatusView view, EditId edit) {
        return view.edit(edit)
                .filter(status -> status.state() == EditState.SUCCEEDED)
                .isPresent();
    }

    private static Tracker tracker(String folder) {
        return Tracker.start(
                new TrackerConfig(kafka, data.resolve(folder), 1, TopicLayout.BROKER_DEFAULT),
                model -> Given.VIDEO_LENGTH);
    }

    private static <E> void publish(Topic<E> topic, E event) {
        publisher.publish(topic, event);
    }

    private static <E> List<E> all(Topic<E> topic, String key) {
        List<E> events = all(topic);
        events.removeIf(event -> !topic.keyOf(event).equals(key));
        return events;
    }

    /** Everything published on a topic. */
    private static <E> List<E> all(Topic<E> topic) {
        List<E> events = new ArrayList<>();
        try (Tail<E> tail = Tail.fromBeginning(kafka, topic)) {
            while (!tail.caughtUp()) {
                events.addAll(tail.poll(Duration.ofMillis(100)));
            }
        }
        return events;
    }
}
