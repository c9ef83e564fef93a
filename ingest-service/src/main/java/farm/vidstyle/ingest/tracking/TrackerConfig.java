package farm.vidstyle.ingest.tracking;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.TopicLayout;
import java.nio.file.Path;

/**
 * What a tracker needs to know.
 *
 * @param stateDirectory where the state stores live; lost, they are read back from their changelogs
 * @param threads stream threads of this instance
 * @param replication replicas of the tracker's changelogs; {@link TopicLayout#BROKER_DEFAULT} leaves it to the brokers
 */
public record TrackerConfig(KafkaConfig kafka, Path stateDirectory, int threads, int replication) {
    private static final int MAX_THREADS = 64;

    public TrackerConfig {
        requireNonNull(kafka, "kafka");
        requireNonNull(stateDirectory, "stateDirectory");
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "tracker threads are " + threads + "; expected a whole number from 1 to " + MAX_THREADS);
        }
        if (replication == 0 || replication < TopicLayout.BROKER_DEFAULT) {
            throw new IllegalArgumentException("replication is " + replication + "; expected at least 1, or "
                    + TopicLayout.BROKER_DEFAULT + " for the brokers' default");
        }
    }
}
