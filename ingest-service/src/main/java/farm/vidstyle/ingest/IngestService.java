package farm.vidstyle.ingest;

import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.model.UnknownModelException;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.WorkLoop;
import farm.vidstyle.ingest.api.Backends;
import farm.vidstyle.ingest.api.FrontDoor;
import farm.vidstyle.ingest.assembly.Assembler;
import farm.vidstyle.ingest.landmarks.FaceDetectors;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.ingest.splitting.Splitter;
import farm.vidstyle.ingest.splitting.SplittingLimits;
import farm.vidstyle.ingest.splitting.VideoAligners;
import farm.vidstyle.ingest.status.StatusView;
import farm.vidstyle.ingest.tracking.Tracker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Front door, splitter, tracker and assembler, running. Wired here once, for a process of its own and for the embedded farm. */
public final class IngestService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);

    /** Splitting gives up so much before its lock lapses. */
    private static final Duration SPLITTING_MARGIN = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> parts; // the last one is closed first
    private final StatusView statuses;
    private final Tracker tracker;
    private final WorkLoop<VideoUploaded> splitting;
    private final WorkLoop<ClipRequested> assembly;
    private final FrontDoor door;

    private IngestService(IngestConfig config, ObjectStore store, MeterRegistry meters, Deque<AutoCloseable> parts) {
        this.parts = parts;
        KafkaConfig kafka = config.kafka();
        TopicAdmin.ensure(kafka, Topics.ALL);
        TopicAdmin.ensure(kafka, Tracker.TOPICS);
        Scratch scratch = Scratch.open(config.workDirectory().resolve("files"));
        ModelCatalog models = new ModelCatalog(store);
        FaceDetectors faces =
                FaceDetectors.open(store, config.frontDoor().limits().frames(), config.faceModel());
        Publisher publisher = closing(Publisher.open(kafka));
        tracker = closing(Tracker.start(config.tracker(), model -> videoLength(models, model)));
        statuses = closing(StatusView.start(kafka));
        assembly = closing(WorkLoop.start(
                Topics.CLIPS_REQUESTED,
                new Assembler(store, publisher, scratch),
                config.assembly(),
                kafka,
                publisher,
                meters));
        SplittingLimits limits = new SplittingLimits(
                config.frontDoor().limits(), config.splitting().lock().minus(SPLITTING_MARGIN));
        splitting = closing(WorkLoop.start(
                Topics.VIDEOS_UPLOADED,
                new Splitter(store, publisher, new VideoAligners(models, faces), scratch, limits),
                config.splitting(),
                kafka,
                publisher,
                meters));
        door = closing(FrontDoor.open(
                config.frontDoor(), new Backends(store, publisher, models, statuses, scratch, faces), this::isReady));
    }

    /** Starts everything; returns once the front door is open. The store stays the caller's to close. */
    public static IngestService start(IngestConfig config, ObjectStore store, MeterRegistry meters) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new IngestService(config, store, meters, parts);
        } catch (RuntimeException e) {
            closeAll(parts); // a start that failed leaves no threads behind
            throw e;
        }
    }

    /** The front door's port. */
    public int port() {
        return door.port();
    }

    /** False once only a restart can help. */
    public boolean isAlive() {
        return tracker.isAlive() && splitting.running() && assembly.running();
    }

    /** Whether requests are served: statuses are read, the tracker runs. */
    public boolean isReady() {
        return statuses.isReady() && tracker.isReady();
    }

    /** Closes the door first, then lets the work at hand be finished. */
    @Override
    public void close() {
        splitting.stop();
        assembly.stop();
        closeAll(parts);
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("part was not closed");
            }
        }
    }

    /** The tracker takes an illegal argument for a model that will never be there. */
    private static int videoLength(ModelCatalog models, ModelRef model) {
        try {
            return models.find(model.name() + "@" + model.version()).videoLength();
        } catch (UnknownModelException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
