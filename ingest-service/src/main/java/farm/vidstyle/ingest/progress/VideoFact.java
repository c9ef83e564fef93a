package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import java.util.List;

/** Something that became known of a video. All kinds share a topic, so that one video's facts meet in one place. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VideoFact.Uploaded.class, name = "uploaded"),
    @JsonSubTypes.Type(value = VideoFact.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = VideoFact.Split.class, name = "split"),
    @JsonSubTypes.Type(value = VideoFact.Computed.class, name = "computed"),
    @JsonSubTypes.Type(value = VideoFact.SplittingDied.class, name = "splitting-died"),
    @JsonSubTypes.Type(value = VideoFact.WorkDied.class, name = "work-died"),
    @JsonSubTypes.Type(value = VideoFact.Wanted.class, name = "wanted")
})
public sealed interface VideoFact {
    Topic<VideoFact> TOPIC = new Topic<>(
            "vidstyle.tracker.videos", VideoFact.class, e -> e.video().value(), Codec.json(VideoFact.class), false);

    /** The video that this is about. */
    VideoId video();

    record Uploaded(VideoUploaded event) implements VideoFact {
        @Override
        public VideoId video() {
            return event.video();
        }
    }

    record Rejected(VideoRejected event) implements VideoFact {
        @Override
        public VideoId video() {
            return event.video();
        }
    }

    record Split(VideoSplit event) implements VideoFact {
        @Override
        public VideoId video() {
            return event.video();
        }
    }

    /**
     * Codes or motion are stored.
     *
     * @param index of the chunk or the window
     */
    record Computed(VideoId video, ModelRef model, Product product, int index, double seconds) implements VideoFact {
        public Computed {
            Indices.requireIndex(index);
        }
    }

    /** Splitting failed for the last time. */
    record SplittingDied(VideoId video, String cause) implements VideoFact {}

    /** Inverting a chunk or encoding a window failed for the last time. */
    record WorkDied(VideoId video, ModelRef model, Product product, int index, String cause) implements VideoFact {
        public WorkDied {
            Indices.requireIndex(index);
        }
    }

    /**
     * An edit waits for something of this video.
     *
     * @param windows whose motion it wants; empty for other products
     */
    record Wanted(VideoId video, EditId edit, ModelRef model, Product product, List<MotionWindow> windows)
            implements VideoFact {
        public Wanted {
            windows = List.copyOf(windows);
        }
    }
}
