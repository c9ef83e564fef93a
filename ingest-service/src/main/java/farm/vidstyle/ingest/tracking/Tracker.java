package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.model.UnknownModelException;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.ingest.progress.EditFact;
import farm.vidstyle.ingest.progress.VideoFact;
import farm.vidstyle.ingest.status.VideoStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Runs the tracker's topology: exactly once, on any number of instances, which share the work by partition. */
public final class Tracker implements AutoCloseable {
    /**
     * The tracker's own topics, to be created beside the farm's before the start. The number of partitions of the two
     * topics of facts must never change: it decides in which store a record is.
     */
    public static final List<Topic<?>> TOPICS = List.of(VideoFact.TOPIC, EditFact.TOPIC, VideoStatus.TOPIC);

    /** Bounds an edit's record: a list of {@code times.at} is at most 0.8 MB, the shots of its videos less. */
    static final int MAX_MESSAGE_BYTES = 4 << 20;

    private static final String APPLICATION = "vidstyle-tracker";
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final int COMMIT_MS = 100;
    private static final int SESSION_MS = 6_000;
    private static final int HEARTBEAT_MS = 2_000;

    /** Messages with W+ codes are large, and by default a thousand of each partition are kept in memory. */
    private static final int BUFFERED_RECORDS = 8;

    private static final int POLLED_RECORDS = 64;
    private static final int FETCHED_BYTES = 8 << 20;

    private final KafkaStreams streams;
    private volatile boolean ranOnce;

    private Tracker(TrackerConfig config, ToIntFunction<ModelRef> videoLength) {
        streams = new KafkaStreams(topology(videoLength), properties(config));
        streams.setUncaughtExceptionHandler(new StreamThreads(InstantSource.system(), StreamThreads::sleep));
        streams.setStateListener((now, before) -> ranOnce |= now == KafkaStreams.State.RUNNING);
    }

    /**
     * Starts tracking. The farm's topics and {@link #TOPICS} must exist.
     *
     * @param videoLength frames of a model's window; {@link IllegalArgumentException} and {@link UnknownModelException} fail the
     *     edit, anything else is tried again
     */
    public static Tracker start(TrackerConfig config, ToIntFunction<ModelRef> videoLength) {
        Tracker tracker = new Tracker(config, videoLength);
        tracker.streams.start();
        return tracker;
    }

    /** The topology, for tests and for showing. */
    public static Topology topology(ToIntFunction<ModelRef> videoLength) {
        return TrackerTopology.of(videoLength);
    }

    /** Whether it makes progress, or will as soon as what it depends on is back. */
    public boolean isAlive() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    /** Whether it has started: state restored, partitions assigned. A later rebalance does not change that. */
    public boolean isReady() {
        return ranOnce && isAlive();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    static Properties properties(TrackerConfig config) {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        all.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replication());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLLED_RECORDS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCHED_BYTES);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // a killed instance's partitions move to the others, or to its successor, after this time
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_MESSAGE_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        Properties properties = new Properties();
        properties.putAll(config.kafka().with(all));
        return properties;
    }
}
