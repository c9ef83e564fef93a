package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.ingest.status.VideoStatus;
import java.util.List;
import java.util.function.ToIntFunction;

/** Runs the tracker's topology. */
public final class Tracker implements AutoCloseable {
    /** The tracker's own topics, to be created beside the farm's before the start. */
    public static final List<Topic<?>> TOPICS = List.of(VideoStatus.TOPIC);

    private Tracker(TrackerConfig config, ToIntFunction<ModelRef> videoLength) {}

    /**
     * Starts tracking.
     *
     * @param videoLength frames of a model's window; throws {@link IllegalArgumentException} for a model that does not
     *     exist, anything else is tried again
     */
    public static Tracker start(TrackerConfig config, ToIntFunction<ModelRef> videoLength) {
        return new Tracker(config, videoLength);
    }

    /** Whether the tracker makes progress, now or as soon as its state is restored. */
    public boolean isAlive() {
        return false;
    }

    /** Whether it runs: state restored, partitions assigned. */
    public boolean isReady() {
        return false;
    }

    @Override
    public void close() {}
}
