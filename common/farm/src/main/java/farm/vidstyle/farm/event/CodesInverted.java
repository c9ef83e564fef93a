package farm.vidstyle.farm.event;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;

/**
 * The W+ codes of a chunk of frames. On the wire it is a safetensors file: tensor {@code w_plus} [frames, L, S], and the
 * other components as strings in {@code __metadata__}, so that any consumer in any language can use the codes.
 *
 * @param seconds of computing that it took
 * @param safetensors the whole file, as it also lies in the store
 */
public record CodesInverted(
        VideoId video, ModelRef model, int chunk, int firstFrame, int frames, double seconds, byte[] safetensors) {
    public CodesInverted {
        requireNonNull(video, "video");
        requireNonNull(model, "model");
        requireNonNull(safetensors, "safetensors");
        Counts.requireAtLeast(0, "chunk", chunk);
        Counts.requireAtLeast(0, "firstFrame", firstFrame);
        Counts.requireAtLeast(1, "frames of a chunk", frames);
    }
}
