package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video's source is stored, byte for byte. Work for the splitter.
 *
 * @param name what the uploader called it; for people only
 * @param model the model whose frame size and alignment the video is split for
 * @param landmarks where the track of its face is stored, if one was supplied
 * @param aligned true where its frames were aligned before, so that they are only brought to the model's size; null is false
 */
public record VideoUploaded(
        VideoId video,
        TenantId tenant,
        ObjectKey source,
        String name,
        long bytes,
        ModelRef model,
        Instant at,
        @Nullable ObjectKey landmarks,
        @Nullable Boolean aligned) {
    public VideoUploaded {
        requireNonNull(video, "video");
        requireNonNull(tenant, "tenant");
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(model, "model");
        requireNonNull(at, "at");
        Counts.requireAtLeast(1, "bytes of the source", bytes);
    }

    /** Whether the model's own alignment is left out. */
    public boolean takenAsItIs() {
        return Boolean.TRUE.equals(aligned);
    }
}
