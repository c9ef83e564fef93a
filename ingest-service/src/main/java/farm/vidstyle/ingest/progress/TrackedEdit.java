package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.objectstore.ObjectKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts about an edit, as stored. Loaded, changed by one fact and stored again; never shared. What only planning
 * needs, which may be much, goes as soon as the segments are requested, so that a segment's arrival rewrites little.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class TrackedEdit {
    final EditId edit;
    EditState state = EditState.WAITING;

    @Nullable
    TenantId tenant;

    @Nullable
    Instant submittedAt;

    /** Null before the submission is known, and after the segments are requested. */
    @Nullable
    EditSubmitted submitted;

    Map<String, VideoSplit> timelines = new HashMap<>();
    Set<String> ready = new HashSet<>();
    boolean planned;
    int framesTotal;
    Indices segments = new Indices();
    Map<String, Double> computeSeconds = new HashMap<>();

    @Nullable
    Instant renderingSince;

    /** What to ask for once all segments are there; null before they are requested. */
    @Nullable
    ClipRequested clipRequest;

    @Nullable
    ObjectKey clip;

    boolean cancelled;

    @Nullable
    String failure;

    @Nullable
    Instant touchedAt;

    /** An edit of which nothing is known yet. */
    @JsonCreator
    public TrackedEdit(@JsonProperty("edit") EditId edit) {
        this.edit = edit;
    }

    void addSeconds(String stage, double seconds) {
        if (seconds > 0) {
            computeSeconds.merge(stage, seconds, Double::sum);
        }
    }

    void forgetPlanning() {
        submitted = null;
        timelines.clear();
        ready.clear();
    }
}
