package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import java.util.Map;

/** Something that became known of an edit. All kinds share a topic, so that one edit's facts meet in one place. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EditFact.Submitted.class, name = "submitted"),
    @JsonSubTypes.Type(value = EditFact.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = EditFact.TimelineKnown.class, name = "timeline-known"),
    @JsonSubTypes.Type(value = EditFact.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = EditFact.SegmentStored.class, name = "segment-stored"),
    @JsonSubTypes.Type(value = EditFact.ClipStored.class, name = "clip-stored"),
    @JsonSubTypes.Type(value = EditFact.SegmentDied.class, name = "segment-died"),
    @JsonSubTypes.Type(value = EditFact.Failed.class, name = "failed")
})
public sealed interface EditFact {
    Topic<EditFact> TOPIC = new Topic<>(
            "vidstyle.tracker.edits", EditFact.class, e -> e.edit().value(), Codec.json(EditFact.class), false);

    /** The edit that this is about. */
    EditId edit();

    record Submitted(EditSubmitted event) implements EditFact {
        @Override
        public EditId edit() {
            return event.edit();
        }
    }

    record Cancelled(EditId edit) implements EditFact {}

    /** A video's answer: it is split. */
    record TimelineKnown(EditId edit, VideoSplit split) implements EditFact {}

    /**
     * A video's answer: its codes, or the windows that were asked for, are stored.
     *
     * @param seconds of computing that no earlier edit was told of
     */
    record Ready(EditId edit, VideoId video, Product product, double seconds) implements EditFact {}

    record SegmentStored(EditId edit, int segment, Map<String, Double> computeSeconds) implements EditFact {
        public SegmentStored {
            Indices.requireIndex(segment);
            computeSeconds = Map.copyOf(computeSeconds);
        }
    }

    record ClipStored(EditId edit, ObjectKey clip, double seconds) implements EditFact {}

    /** Rendering a segment failed for the last time. */
    record SegmentDied(EditId edit, int segment, String cause) implements EditFact {
        public SegmentDied {
            Indices.requireIndex(segment);
        }
    }

    /** A video that the edit reads cannot be had, or joining the segments failed for the last time. */
    record Failed(EditId edit, String cause) implements EditFact {}
}
