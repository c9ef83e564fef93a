package farm.vidstyle.farm.topic;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * W+ codes travel as a safetensors file: eight bytes of header length (little endian), a JSON header, the numbers. The
 * event's other components are strings in the header's {@code __metadata__}; the writer of the file puts them there with
 * {@link #metadata}. Only the header is parsed here: this module knows no tensor.
 */
public final class CodesCodec implements Codec<CodesInverted> {
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** The metadata a safetensors file of codes must carry. */
    public static Map<String, String> metadata(
            VideoId video, ModelRef model, int chunk, int firstFrame, int frames, double seconds) {
        return Map.of(
                "video", video.value(),
                "model", model.name(),
                "model_version", model.version(),
                "model_digest", model.digest(),
                "chunk", Integer.toString(chunk),
                "first_frame", Integer.toString(firstFrame),
                "frames", Integer.toString(frames),
                "seconds", Double.toString(seconds));
    }

    @Override
    public String contentType() {
        return "application/vnd.safetensors";
    }

    @Override
    public byte[] encode(CodesInverted event) {
        return event.safetensors();
    }

    @Override
    public CodesInverted decode(byte[] bytes) {
        JsonNode metadata = header(bytes).path("__metadata__");
        ModelRef model =
                new ModelRef(text(metadata, "model"), text(metadata, "model_version"), text(metadata, "model_digest"));
        try {
            return new CodesInverted(
                    new VideoId(text(metadata, "video")),
                    model,
                    Integer.parseInt(text(metadata, "chunk")),
                    Integer.parseInt(text(metadata, "first_frame")),
                    Integer.parseInt(text(metadata, "frames")),
                    Double.parseDouble(text(metadata, "seconds")),
                    bytes);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("metadata of a safetensors file of codes: " + e.getMessage(), e);
        }
    }

    private static JsonNode header(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new IllegalArgumentException(
                    "safetensors of " + bytes.length + " bytes; expected at least " + Long.BYTES);
        }
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > Math.min(MAX_HEADER_BYTES, bytes.length - Long.BYTES)) {
            throw new IllegalArgumentException("safetensors header of " + length + " bytes in a file of " + bytes.length
                    + " bytes; expected at most " + MAX_HEADER_BYTES);
        }
        try {
            return Json.EVENTS.readTree(bytes, Long.BYTES, (int) length);
        } catch (IOException e) {
            throw new IllegalArgumentException("safetensors header is no JSON: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "safetensors of codes lack '" + name + "' in __metadata__; found " + metadata);
        }
        return value.textValue();
    }
}
