package farm.vidstyle.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Motion;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.edit.Times;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.client.FarmException;
import farm.vidstyle.local.demo.Samples;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import farm.vidstyle.worker.testing.TinyBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The farm as a newcomer meets it: videos go in over HTTP, through topics and objects, and come out edited. */
class EndToEndTest {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedFarm farm;
    private static FarmClient client;
    private static List<VideoId> people;

    @BeforeAll
    static void uploadPeople() throws IOException {
        farm = EmbeddedFarm.start(folder.resolve("data"), FarmPorts.ANY, Map.of());
        client = new FarmClient(farm.address());
        people = Samples.render(folder.resolve("samples")).stream()
                .map(sample -> client.upload(sample, "demo"))
                .toList();
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @Test
    void onePersonMovesLikeAnotherAtTwiceTheFrameRateInAnotherStyle() throws IOException {
        Edit edit = new Edit(
                new Content(people.get(0), Content.MEAN),
                List.of(new Motion(people.get(1), null)),
                new Style("a photo of a person", "a photo of a person with blue hair", 1.0),
                new Times(2 * Samples.FPS, 0.0, 2.0, null, null),
                null,
                null);

        EditId id = client.submit(edit, "first-edit");
        client.follow(id, status -> {}).requireSuccess();
        Path clip = folder.resolve("clip.mp4");
        client.clip(id, clip);

        VideoInfo info = VideoProbe.probe(clip, Limits.DEFAULT);
        assertThat(info.codec()).isEqualTo("h264");
        assertThat(info.frames()).isEqualTo(100);
        assertThat(info.fps()).isCloseTo(50, within(1e-6));
        assertThat(info.size().width()).isEqualTo(64);

        assertThat(client.submit(edit, "first-edit"))
                .as("the same key is the same edit")
                .isEqualTo(id);
        assertThat(events(Topics.SEGMENTS_RENDERED).stream()
                        .filter(segment -> segment.edit().equals(id))
                        .mapToInt(SegmentRendered::frames)
                        .sum())
                .isEqualTo(100);
        assertCodesOpenAsSafetensors(people.get(0));
        assertThat(stored("edits/" + id)).contains("clip.mp4").anyMatch(name -> name.startsWith("segments/0000"));
        assertThat(stored("videos/" + people.get(0)))
                .contains("source", "frames/000000.mkv", "frames/alignment.json")
                .anyMatch(name -> name.matches("codes/demo-.*/000006\\.safetensors"));
        assertThat(stored("videos/" + people.get(1)))
                .anyMatch(name -> name.matches("motion/demo-.*/0000\\.safetensors"));
    }

    @Test
    void aNewVersionOfAModelIsUsedWithoutARestart() throws Exception {
        push("1");
        VideoId video = awaited(() -> client.upload(folder.resolve("samples/ada.mp4"), "tiny"));
        EditId before = client.submit(someFrames(video, "tiny"), "with-version-1");
        client.follow(before, status -> {}).requireSuccess();

        push("2");
        EditId after = awaited(() -> client.submit(someFrames(video, "tiny@2"), "with-version-2"));
        EditId newest = client.submit(someFrames(video, "tiny"), "with-the-newest");
        EditId older = client.submit(someFrames(video, "tiny@1"), "with-version-1-again");

        byte[] first = clip(before);
        byte[] second = clip(after);
        assertThat(second).as("another version").isNotEqualTo(first);
        assertThat(clip(newest)).as("the newest version").isEqualTo(second);
        assertThat(clip(older)).as("the older one, which stays").isEqualTo(first);
        assertThat(stored("videos/" + video + "/codes"))
                .as("results keyed by version")
                .anyMatch(name -> name.startsWith("tiny-1-"))
                .anyMatch(name -> name.startsWith("tiny-2-"));
    }

    private static void push(String version) {
        Path bundle = folder.resolve("tiny-" + version);
        TinyBundle.write(bundle, new TinyBundle.BundleId("tiny", version), Long.parseLong(version), 1);
        try (ObjectStore store = ObjectStore.open(new StoreConfig.Directory(folder.resolve("data/store")))) {
            TinyBundle.push(bundle, store);
        }
    }

    /** What a farm answers once it has seen a model that was pushed. */
    private static <T> T awaited(Callable<T> request) {
        return await().atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreException(FarmException.class)
                .until(request, answer -> true);
    }

    private static Edit someFrames(VideoId video, String model) {
        Times times = new Times(Samples.FPS, 0.0, 0.5, null, null);
        return new Edit(new Content(video, null), null, null, times, null, model);
    }

    private static byte[] clip(EditId edit) throws IOException {
        client.follow(edit, status -> {}).requireSuccess();
        Path file = folder.resolve(edit + ".mp4");
        client.clip(edit, file);
        return Files.readAllBytes(file);
    }

    @Test
    void whatCannotBeDoneIsSaidAtTheDoor() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "this is not a video");
        Edit beyond = new Edit(
                new Content(people.get(0), null), null, null, new Times(null, 0.0, 1e6, null, null), null, null);
        Edit nobody = new Edit(new Content(new VideoId("vid_nobody"), null), null, null, null, null, null);

        assertThatThrownBy(() -> client.upload(text, "demo")).isInstanceOf(FarmException.class);
        assertThatThrownBy(() -> client.upload(text, "no-such-model"))
                .isInstanceOf(FarmException.class)
                .hasMessageContaining("no-such-model");
        assertThatThrownBy(() -> client.submit(nobody, "nobody"))
                .isInstanceOf(FarmException.class)
                .hasMessageContaining("vid_nobody");
        assertThatThrownBy(() -> client.follow(client.submit(beyond, "beyond"), status -> {})
                        .requireSuccess())
                .isInstanceOf(FarmException.class)
                .hasMessageContaining("times");
    }

    private static void assertCodesOpenAsSafetensors(VideoId video) throws IOException {
        CodesInverted codes = events(Topics.CODES_INVERTED).stream()
                .filter(event -> event.video().equals(video) && event.chunk() == 0)
                .findFirst()
                .orElseThrow();
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                NDList opened = NDList.decode(manager, new ByteArrayInputStream(codes.safetensors()))) {
            assertThat(opened.get("w_plus").getShape()).matches(shape -> shape.get(0) == 16 && shape.dimension() == 3);
        }
    }

    private static <E> List<E> events(Topic<E> topic) {
        List<E> events = new ArrayList<>();
        try (Tail<E> tail = Tail.fromBeginning(KafkaConfig.of(farm.bootstrapServers()), topic)) {
            while (!tail.caughtUp()) {
                events.addAll(tail.poll(POLL));
            }
        }
        return events;
    }

    private static List<String> stored(String prefix) throws IOException {
        Path root = folder.resolve("data/store").resolve(prefix);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
