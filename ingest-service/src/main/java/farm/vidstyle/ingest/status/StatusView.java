package farm.vidstyle.ingest.status;

import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest status of every edit and video, in memory, of the newest {@value #CAPACITY} of each. Lookups never block.
 * Whoever misses an id that may have been accepted a moment ago waits for {@link #caughtUp()} and looks again; an id that
 * is still unknown then was never accepted.
 */
public final class StatusView implements AutoCloseable {
    /** Statuses kept of each kind; at about a kilobyte each this bounds the view's memory. */
    static final int CAPACITY = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(StatusView.class);

    private final NewestFirst<EditStatus> edits = new NewestFirst<>(CAPACITY);
    private final NewestFirst<VideoStatus> videos = new NewestFirst<>(CAPACITY);
    private final Map<EditId, Set<Consumer<EditStatus>>> listeners = new ConcurrentHashMap<>();
    private final TopicReader reader;

    private StatusView(KafkaConfig kafka) {
        reader = new TopicReader(
                kafka,
                List.of(Topics.EDITS_STATUS, VideoStatus.TOPIC),
                List.of(Topics.EDITS_SUBMITTED, Topics.VIDEOS_UPLOADED),
                this::read);
    }

    /** Starts reading on a thread of its own. The topics must exist. */
    public static StatusView start(KafkaConfig kafka) {
        StatusView view = new StatusView(kafka);
        view.reader.start();
        return view;
    }

    /** The status of an edit, as far as this view has read. */
    public Optional<EditStatus> edit(EditId edit) {
        return edits.find(edit.value());
    }

    /** The status of a video, as far as this view has read. */
    public Optional<VideoStatus> video(VideoId video) {
        return videos.find(video.value());
    }

    /** At most {@code limit} edits of a tenant, the newest submission first. */
    public List<EditStatus> newestEdits(TenantId tenant, int limit) {
        return edits.newest(status -> status.tenant().equals(tenant), limit);
    }

    /** At most {@code limit} videos of a tenant, the newest upload first. */
    public List<VideoStatus> newestVideos(TenantId tenant, int limit) {
        return videos.newest(status -> status.upload().tenant().equals(tenant), limit);
    }

    /** Completes, on the view's thread, once everything published before this call has been read. */
    public CompletionStage<Void> caughtUp() {
        return reader.caughtUp();
    }

    /**
     * Calls {@code listener} with the edit's status as it is now, if known, and with every later one, in order, until
     * closed. Calls come on the view's thread and must not block.
     */
    public Subscription subscribe(EditId edit, Consumer<EditStatus> listener) {
        Runnable enter = () -> {
            listeners
                    .computeIfAbsent(edit, unknown -> new CopyOnWriteArraySet<>())
                    .add(listener);
            edit(edit).ifPresent(listener);
        };
        reader.run(enter);
        return () -> reader.run(() -> listeners.computeIfPresent(edit, (id, those) -> {
            those.remove(listener);
            return those.isEmpty() ? null : those;
        }));
    }

    /** Whether everything that was published before the start has been read, and reading goes on. */
    public boolean isReady() {
        return reader.isReady();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void read(ConsumerRecord<String, byte[]> message) {
        String topic = message.topic();
        if (message.value() == null) {
            forget(topic, message.key());
        } else if (topic.equals(Topics.EDITS_STATUS.name())) {
            EditStatus status = decode(Topics.EDITS_STATUS, message);
            edits.put(status.edit().value(), status.submittedAt(), status);
            tell(status);
        } else if (topic.equals(VideoStatus.TOPIC.name())) {
            VideoStatus status = decode(VideoStatus.TOPIC, message);
            videos.put(status.video().value(), status.upload().at(), status);
        } else if (topic.equals(Topics.EDITS_SUBMITTED.name())) {
            accepted(decode(Topics.EDITS_SUBMITTED, message));
        } else {
            accepted(decode(Topics.VIDEOS_UPLOADED, message));
        }
    }

    private void forget(String topic, String key) {
        (topic.equals(Topics.EDITS_STATUS.name()) ? edits : videos).remove(key);
    }

    private void accepted(EditSubmitted edit) {
        EditStatus status = new EditStatus(
                edit.edit(), edit.tenant(), EditState.WAITING, 0, 0, Map.of(), null, null, null, edit.at(), edit.at());
        if (edits.putIfAbsent(edit.edit().value(), edit.at(), status)) {
            tell(status);
        }
    }

    private void accepted(VideoUploaded video) {
        VideoStatus status = new VideoStatus(video, VideoPhase.SPLITTING, null, 0, null, null, video.at());
        videos.putIfAbsent(video.video().value(), video.at(), status);
    }

    private void tell(EditStatus status) {
        for (Consumer<EditStatus> listener : listeners.getOrDefault(status.edit(), Set.of())) {
            try {
                listener.accept(status);
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("edit", status.edit())
                        .setCause(e)
                        .log("a listener to an edit's status failed");
            }
        }
    }

    private static <E> E decode(Topic<E> topic, ConsumerRecord<String, byte[]> message) {
        return topic.codec().decode(message.value());
    }

    /** Ends when closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
