package farm.vidstyle.farm.edit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import farm.vidstyle.farm.id.VideoId;
import org.jspecify.annotations.Nullable;

/**
 * Whose motion, and where in the frame.
 *
 * @param region the part of the frame it drives; left out: all of it
 */
public record Motion(@JsonProperty(required = true) VideoId video, Region region) {
    public Motion(VideoId video, @Nullable Region region) {
        this.video = requireNonNull(video, "motion.video");
        this.region = region == null ? Region.FULL : region;
    }
}
