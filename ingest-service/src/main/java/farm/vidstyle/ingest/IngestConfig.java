package farm.vidstyle.ingest;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.work.WorkConfig;
import farm.vidstyle.ingest.api.FrontDoorConfig;
import farm.vidstyle.ingest.tracking.TrackerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ingest service's configuration.
 *
 * @param workDirectory for temporary files and the tracker's state; of this process alone
 * @param splitting the lock covers the longest video that the limits allow
 * @param faceModel a YuNet file that finds the faces of videos for models that want them, if there is one
 */
public record IngestConfig(
        int managementPort,
        StoreConfig store,
        KafkaConfig kafka,
        FrontDoorConfig frontDoor,
        Path workDirectory,
        TrackerConfig tracker,
        WorkConfig splitting,
        WorkConfig assembly,
        @Nullable Path faceModel) {
    static final String SPLITTING_GROUP = "vidstyle-splitting";
    static final String ASSEMBLY_GROUP = "vidstyle-assembly";

    private static final int DEFAULT_MANAGEMENT_PORT = 9090;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_THREADS = 64;
    private static final int MAX_REPLICATION = 10;
    private static final Duration DEFAULT_SPLITTING_LOCK = Duration.ofHours(1);

    public IngestConfig {
        requireNonNull(store, "store");
        requireNonNull(kafka, "kafka");
        requireNonNull(frontDoor, "frontDoor");
        requireNonNull(workDirectory, "workDirectory");
        requireNonNull(tracker, "tracker");
        requireNonNull(splitting, "splitting");
        requireNonNull(assembly, "assembly");
    }

    /** From environment variables, with all problems reported at once. */
    public static IngestConfig from(Map<String, String> environment) {
        return Settings.read(environment, IngestConfig::read);
    }

    private static IngestConfig read(Settings settings) {
        KafkaConfig kafka = KafkaConfig.from(settings);
        Path work =
                settings.path("VIDSTYLE_WORK_DIR", Path.of(System.getProperty("java.io.tmpdir"), "vidstyle-ingest"));
        return new IngestConfig(
                settings.integer("VIDSTYLE_MANAGEMENT_PORT", DEFAULT_MANAGEMENT_PORT, 0, MAX_PORT),
                StoreConfig.from(settings),
                kafka,
                FrontDoorConfig.from(settings),
                work,
                new TrackerConfig(
                        kafka,
                        work.resolve("tracker"),
                        settings.integer("VIDSTYLE_TRACKER_THREADS", 1, 1, MAX_THREADS),
                        settings.integer("VIDSTYLE_TRACKER_REPLICATION", 1, 1, MAX_REPLICATION)),
                splitting(settings),
                WorkConfig.from(settings, ASSEMBLY_GROUP),
                settings.find("VIDSTYLE_FACE_MODEL").map(Path::of).orElse(null));
    }

    private static WorkConfig splitting(Settings settings) {
        WorkConfig usual = WorkConfig.from(settings, SPLITTING_GROUP);
        Duration lock = settings.duration("VIDSTYLE_SPLITTING_LOCK", DEFAULT_SPLITTING_LOCK);
        return new WorkConfig(usual.group(), usual.worker(), lock, usual.attempts(), usual.backoff());
    }
}
