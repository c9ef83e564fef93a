package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.tracking.Given.Sent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The tracker's topology with topics in memory, and all that it ever published. */
final class TestFarm implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();
    private Instant now = Given.NOON;
    private final Map<String, List<Object>> published = new HashMap<>();

    TestFarm(Path state) {
        this(state, model -> Given.VIDEO_LENGTH);
    }

    TestFarm(Path state, ToIntFunction<ModelRef> videoLength) {
        TrackerConfig config = new TrackerConfig(KafkaConfig.of("nowhere:1"), state, 1, 1);
        driver = new TopologyTestDriver(Tracker.topology(videoLength), Tracker.properties(config), Given.NOON);
    }

    <E> void send(Topic<E> topic, E event) {
        sendBytes(topic, topic.keyOf(event), topic.codec().encode(event));
    }

    <E> void send(Sent<E> sent) {
        send(sent.topic(), sent.event());
    }

    void sendBytes(Topic<?> topic, String key, byte[] value) {
        inputs.computeIfAbsent(
                        topic.name(),
                        name -> driver.createInputTopic(name, new StringSerializer(), new ByteArraySerializer()))
                .pipeInput(key, value, now);
        now = now.plusSeconds(1);
    }

    /** Everything published on a topic so far, the oldest first. */
    @SuppressWarnings("unchecked")
    <E> List<E> published(Topic<E> topic) {
        List<Object> all = published.computeIfAbsent(topic.name(), unknown -> new ArrayList<>());
        driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .forEach(value -> all.add(topic.codec().decode(value)));
        return (List<E>) List.copyOf(all);
    }

    /** The newest status of an edit. */
    EditStatus status(EditId edit) {
        return published(Topics.EDITS_STATUS).stream()
                .filter(status -> status.edit().equals(edit))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no status of " + edit));
    }

    void let(Duration pass) {
        driver.advanceWallClockTime(pass);
    }

    boolean remembers(EditId edit) {
        return driver.getKeyValueStore(TrackerTopology.EDITS).get(edit.value()) != null;
    }

    @Override
    public void close() {
        driver.close();
    }
}
