package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a video, as stored. Loaded, changed by one fact and stored again; never shared. It lives as long as the
 * video does, for later edits: a bit a chunk and window, and an entry for each edit that waits.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class TrackedVideo {
    final VideoId video;

    @Nullable
    VideoUploaded uploaded;

    @Nullable
    VideoSplit split;

    @Nullable
    VideoRejected rejected;

    @Nullable
    String splittingDied;

    Map<String, Results> results = new HashMap<>();

    List<Waiting> waiting = new ArrayList<>();

    /** A video of which nothing is known yet. */
    @JsonCreator
    public TrackedVideo(@JsonProperty("video") VideoId video) {
        this.video = video;
    }

    Results results(Product product, ModelRef model) {
        return results.computeIfAbsent(product + " " + model.digest(), unknown -> new Results());
    }

    /** An edit that has not had its answer. */
    record Waiting(EditId edit, ModelRef model, Product product, Indices windows) {}
}
