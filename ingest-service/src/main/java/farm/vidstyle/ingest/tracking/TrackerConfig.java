package farm.vidstyle.ingest.tracking;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a tracker needs to know.
 *
 * @param kafka properties of a Kafka client: {@code bootstrap.servers} and, where needed, security
 * @param stateDirectory where the state stores live; lost, they are read back from their changelogs
 * @param threads stream threads of this instance
 * @param replication replicas of the tracker's changelogs
 */
public record TrackerConfig(Map<String, Object> kafka, Path stateDirectory, int threads, int replication) {
    private static final int MAX_THREADS = 64;

    public TrackerConfig {
        kafka = Map.copyOf(kafka);
        requireNonNull(stateDirectory, "stateDirectory");
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "tracker threads are " + threads + "; expected a whole number from 1 to " + MAX_THREADS);
        }
        if (replication < 1) {
            throw new IllegalArgumentException("replication is " + replication + "; expected at least 1");
        }
    }
}
