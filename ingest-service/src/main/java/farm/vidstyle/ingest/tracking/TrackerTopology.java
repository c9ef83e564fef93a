package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.progress.EditFact;
import farm.vidstyle.ingest.progress.EditRules;
import farm.vidstyle.ingest.progress.Outbox;
import farm.vidstyle.ingest.progress.TrackedEdit;
import farm.vidstyle.ingest.progress.TrackedVideo;
import farm.vidstyle.ingest.progress.VideoFact;
import farm.vidstyle.ingest.progress.VideoRules;
import farm.vidstyle.ingest.status.VideoStatus;
import farm.vidstyle.ingest.tracking.EventRouting.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The three stages, wired: events to facts, facts about videos, facts about edits. */
final class TrackerTopology {
    static final String VIDEOS = "videos";
    static final String EDITS = "edits";

    private static final List<Topic<?>> ROUTED = List.of(VideoFact.TOPIC, EditFact.TOPIC, Topics.WORK_DEAD);
    private static final List<Topic<?>> FROM_VIDEOS = List.of(
            EditFact.TOPIC, VideoStatus.TOPIC, Topics.MOTION_REQUESTED, Topics.FRAMES_EXTRACTED, Topics.WORK_DEAD);
    private static final List<Topic<?>> FROM_EDITS = List.of(
            VideoFact.TOPIC, Topics.EDITS_STATUS, Topics.SEGMENTS_REQUESTED, Topics.CLIPS_REQUESTED, Topics.WORK_DEAD);

    private final Topology topology = new Topology();

    private TrackerTopology() {}

    static Topology of(ToIntFunction<ModelRef> videoLength) {
        TrackerTopology wiring = new TrackerTopology();
        EventRouting.ROUTES.forEach(wiring::addRoute);
        wiring.addSinks(
                RoutingStage.NAME,
                ROUTED,
                EventRouting.ROUTES.stream().map(TrackerTopology::router).toArray(String[]::new));
        wiring.addStage(VIDEOS, VideoFact.TOPIC, videoRules(), TrackedVideo.class);
        wiring.addSinks(VIDEOS, FROM_VIDEOS, VIDEOS);
        wiring.addStage(EDITS, EditFact.TOPIC, editRules(new VideoLengths(videoLength)), TrackedEdit.class);
        wiring.addSinks(EDITS, FROM_EDITS, EDITS);
        return wiring.topology;
    }

    private <E> void addRoute(Route<E> route) {
        addSource(route.topic());
        topology.addProcessor(router(route), () -> new RoutingStage<>(route), source(route.topic()));
    }

    private <F, S> void addStage(String stage, Topic<F> facts, FactStage.Rules<F, S> rules, Class<S> stateType) {
        addSource(facts);
        topology.addProcessor(stage, () -> new FactStage<>(stage, facts, rules), source(facts));
        topology.addStateStore(store(stage, stateType), stage);
    }

    private void addSource(Topic<?> topic) {
        topology.addSource(source(topic), new StringDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private void addSinks(String stage, List<Topic<?>> topics, String... parents) {
        topics.forEach(topic -> topology.addSink(
                Messages.sink(stage, topic), topic.name(), new StringSerializer(), new ByteArraySerializer(), parents));
    }

    /** Not cached: every change goes to the changelog anyway, and the records of running edits are few. */
    private static <S> StoreBuilder<KeyValueStore<String, S>> store(String name, Class<S> stateType) {
        Codec<S> codec = Codec.json(stateType);
        Serde<S> serde = Serdes.serdeFrom(
                (topic, state) -> state == null ? null : codec.encode(state),
                (topic, bytes) -> bytes == null ? null : codec.decode(bytes));
        Map<String, String> changelog =
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Tracker.MAX_MESSAGE_BYTES));
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withCachingDisabled()
                .withLoggingEnabled(changelog);
    }

    private static String source(Topic<?> topic) {
        return "from-" + topic.name();
    }

    private static String router(Route<?> route) {
        return RoutingStage.NAME + "-" + route.topic().name();
    }

    private static FactStage.Rules<VideoFact, TrackedVideo> videoRules() {
        return new FactStage.Rules<>() {
            @Override
            public TrackedVideo unknown(VideoFact fact) {
                return new TrackedVideo(fact.video());
            }

            @Override
            public void apply(TrackedVideo state, VideoFact fact, Instant now, Outbox out) {
                VideoRules.apply(state, fact, now, out);
            }

            @Override
            public boolean expire(TrackedVideo state, Instant now, Outbox out) {
                return false; // its codes and motion serve later edits for as long as they are stored
            }
        };
    }

    private static FactStage.Rules<EditFact, TrackedEdit> editRules(ToIntFunction<ModelRef> videoLength) {
        EditRules rules = new EditRules(videoLength);
        return new FactStage.Rules<>() {
            @Override
            public TrackedEdit unknown(EditFact fact) {
                return new TrackedEdit(fact.edit());
            }

            @Override
            public void apply(TrackedEdit state, EditFact fact, Instant now, Outbox out) {
                rules.apply(state, fact, now, out);
            }

            @Override
            public boolean expire(TrackedEdit state, Instant now, Outbox out) {
                return rules.expire(state, now, out);
            }
        };
    }
}
