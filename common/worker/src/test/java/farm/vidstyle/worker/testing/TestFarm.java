package farm.vidstyle.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.broker.EmbeddedBroker;
import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.ComputeLane;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.model.ModelCacheConfig;
import farm.vidstyle.worker.service.WorkerConfig;
import farm.vidstyle.worker.service.Workplace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A broker, a store, a tiny model in it, and the workplace of one worker. */
public final class TestFarm implements AutoCloseable {
    public static final double FPS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Path folder;
    private final EmbeddedBroker broker;
    private final ObjectStore store;
    private final Workplace place;
    private final ModelRef model;

    private TestFarm(Path folder, EmbeddedBroker broker) {
        this.folder = folder;
        this.broker = broker;
        this.store = ObjectStore.open(new StoreConfig.Directory(folder.resolve("store")));
        KafkaConfig kafka = KafkaConfig.of(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, Topics.ALL);
        ModelCache models = new ModelCache(new ModelCacheConfig(folder.resolve("models"), 2), store);
        place = new Workplace(
                store, models, kafka, Publisher.open(kafka), new ComputeLane(), new SimpleMeterRegistry());
        model = push("tiny", 1, 1);
    }

    public static TestFarm start(Path folder) {
        return new TestFarm(folder, EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.ANY_PORT));
    }

    public Workplace place() {
        return place;
    }

    public ObjectStore store() {
        return store;
    }

    public MeterRegistry meters() {
        return place.meters();
    }

    /** The tiny model, which is in the store. */
    public ModelRef model() {
        return model;
    }

    /** Makes and stores another model. */
    public ModelRef push(String name, long seed, double scale) {
        Path bundle = folder.resolve("bundle-" + name);
        TinyBundle.write(bundle, name, seed, scale);
        return TinyBundle.push(bundle, store);
    }

    /** Environment of a worker of this farm, with attempts that follow each other quickly. */
    public Map<String, String> environment() {
        return Map.of(
                "VIDSTYLE_STORE",
                "file://" + folder.resolve("store"),
                "VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "VIDSTYLE_MODEL_CACHE",
                folder.resolve("models").toString(),
                "VIDSTYLE_WARM_MODELS",
                "tiny, absent",
                "VIDSTYLE_WORK_BACKOFF",
                "10ms");
    }

    public WorkerConfig workerConfig() {
        return Settings.read(environment(), WorkerConfig::from);
    }

    /** Stores a video of frames as the splitter does, and returns what the splitter announces. */
    public List<FramesExtracted> split(VideoId video, List<RgbFrame> frames) {
        List<FramesExtracted> announced = new ArrayList<>();
        for (int first = 0; first < frames.size(); first += FramesExtracted.CHUNK_FRAMES) {
            int chunk = first / FramesExtracted.CHUNK_FRAMES;
            List<RgbFrame> part = frames.subList(first, Math.min(frames.size(), first + FramesExtracted.CHUNK_FRAMES));
            ObjectKey key = Layout.frames(video, chunk);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                FrameChunk.write(part, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store.put(key, bytes.toByteArray());
            announced.add(new FramesExtracted(video, model, chunk, first, part.size(), key));
        }
        return announced;
    }

    /** Frames at {@link #FPS} in which a bright square moves over a coloured ground. */
    public static List<RgbFrame> frames(int count, int hue) {
        return IntStream.range(0, count).mapToObj(i -> frame(i, hue)).toList();
    }

    private static RgbFrame frame(int number, int hue) {
        byte[] rgb = new byte[TinyBundle.FRAME_PIXELS * TinyBundle.FRAME_PIXELS * RgbFrame.CHANNELS];
        for (int y = 0; y < TinyBundle.FRAME_PIXELS; y++) {
            for (int x = 0; x < TinyBundle.FRAME_PIXELS; x++) {
                int at = (y * TinyBundle.FRAME_PIXELS + x) * RgbFrame.CHANNELS;
                boolean square = Math.abs(x - 8 - 2 * number) < 8 && Math.abs(y - 24) < 8;
                rgb[at] = (byte) (square ? 250 : hue);
                rgb[at + 1] = (byte) (square ? 240 : 3 * x);
                rgb[at + 2] = (byte) (square ? 230 : 255 - hue - y / 2);
            }
        }
        return new RgbFrame(TinyBundle.FRAME_PIXELS, TinyBundle.FRAME_PIXELS, rgb, number / FPS);
    }

    /** Waits until the topic holds {@code count} such events; fails if it then holds more. */
    public <E> List<E> events(Topic<E> topic, int count, Predicate<E> such) {
        List<E> found = new ArrayList<>();
        try (Tail<E> tail = Tail.fromBeginning(place.kafka(), topic)) {
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                tail.poll(POLL).stream().filter(such).forEach(found::add);
                return found.size() >= count;
            });
        }
        assertThat(found).as("events in %s", topic).hasSize(count);
        return found;
    }

    @Override
    public void close() {
        place.models().close();
        place.publisher().close();
        store.close();
        broker.close();
    }
}
