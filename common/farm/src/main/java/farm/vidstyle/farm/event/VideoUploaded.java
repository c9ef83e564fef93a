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
 */
public record VideoUploaded(
        VideoId video,
        TenantId tenant,
        ObjectKey source,
        String name,
        long bytes,
        ModelRef model,
        Instant at,
        @Nullable ObjectKey landmarks) {
    public VideoUploaded {
        requireNonNull(video, "video");
        requireNonNull(tenant, "tenant");
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(model, "model");
        requireNonNull(at, "at");
        Counts.requireAtLeast(1, "bytes of the source", bytes);
    }
}
