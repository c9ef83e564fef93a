package farm.vidstyle.farm.edit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import farm.vidstyle.farm.id.VideoId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose content, whose motion, which style, which times: the whole of what can be asked of the farm.
 *
 * @param motion the drivers; the first drives the whole frame, each later one its region. Left out: the content's video.
 * @param style left out: no change of style
 * @param times left out: the first driver's own frame times
 * @param model the model's name, or {@code name@version}
 */
public record Edit(
        @JsonProperty(required = true) Content content,
        List<Motion> motion,
        Style style,
        Times times,
        Output output,
        String model) {
    private static final int MAX_DRIVERS = 8;
    private static final String DEFAULT_MODEL = "demo";

    /** Accepts null for everything but {@code content}, and fills in the choice that leaving out means. */
    public Edit(
            Content content,
            @Nullable List<Motion> motion,
            @Nullable Style style,
            @Nullable Times times,
            @Nullable Output output,
            @Nullable String model) {
        this.content = requireNonNull(content, "content: name the video whose content to show");
        this.motion =
                motion == null || motion.isEmpty() ? List.of(new Motion(content.video(), null)) : List.copyOf(motion);
        this.style = style == null ? Style.NONE : style;
        this.times = times == null ? Times.SOURCE : times;
        this.output = output == null ? Output.DEFAULT : output;
        this.model = model == null ? DEFAULT_MODEL : model;
        if (this.motion.size() > MAX_DRIVERS) {
            throw new IllegalArgumentException(
                    "motion names " + this.motion.size() + " drivers; expected at most " + MAX_DRIVERS);
        }
        if (!this.motion.get(0).region().equals(Region.FULL)) {
            throw new IllegalArgumentException("the first driver of motion has region "
                    + this.motion.get(0).region() + "; it drives the whole frame, only later ones take a region");
        }
    }

    /** Every video that this edit reads. */
    public Set<VideoId> videos() {
        Set<VideoId> videos = new LinkedHashSet<>();
        videos.add(content.video());
        motion.forEach(driver -> videos.add(driver.video()));
        return videos;
    }

    /** The video whose clock the times are on. */
    public VideoId driver() {
        return motion.get(0).video();
    }
}
