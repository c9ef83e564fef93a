package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.TrackId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upload's head says, checked before a byte of its body is read.
 *
 * @param repeatable whether the client named the upload, so that it may be a repetition
 * @param landmarks the track of its face, if it names one
 * @param aligned whether its frames are aligned already
 */
record UploadRequest(
        VideoId video,
        boolean repeatable,
        String name,
        String model,
        @Nullable ObjectKey landmarks,
        boolean aligned) {
    private static final String DEFAULT_NAME = "video";
    private static final String DEFAULT_MODEL = "demo";
    private static final int MAX_NAME_CHARS = 200;

    static UploadRequest of(HttpServerRequest request, long maxBytes) {
        requireVideo(request.getHeader("content-type"));
        requireLength(request, maxBytes);
        Optional<IdempotencyKey> key = IdempotencyKey.of(request, TenantId.DEFAULT);
        return new UploadRequest(
                key.map(IdempotencyKey::video).orElseGet(VideoId::random),
                key.isPresent(),
                name(Objects.requireNonNullElse(request.getParam("name"), DEFAULT_NAME)),
                Objects.requireNonNullElse(request.getParam("model"), DEFAULT_MODEL),
                landmarks(request.getParam("landmarks")),
                aligned(request.getParam("aligned")));
    }

    private static void requireVideo(@Nullable String contentType) {
        String type = String.valueOf(contentType).toLowerCase(Locale.ROOT).replaceFirst(" *;.*", "");
        if (!type.startsWith("video/") && !type.equals("application/octet-stream")) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("content-type is "
                    + (contentType == null ? "missing" : "'" + contentType + "'")
                    + "; expected video/* or application/octet-stream, and the file itself as the body");
        }
    }

    private static void requireLength(HttpServerRequest request, long maxBytes) {
        String length = request.getHeader("content-length");
        boolean chunked = request.getHeader("transfer-encoding") != null;
        if (!chunked && (length == null || length.equals("0"))) {
            throw empty();
        }
        if (length != null && Long.parseLong(length) > maxBytes) { // Vert.x refuses what is no number
            throw tooLarge(length + " bytes", maxBytes);
        }
    }

    static RuntimeException empty() {
        return Problem.EMPTY_BODY.because("the body has 0 bytes; expected the video file");
    }

    static RuntimeException tooLarge(String size, long maxBytes) {
        return Problem.TOO_LARGE.because("the video has " + size + "; expected at most " + maxBytes + " bytes");
    }

    private static @Nullable ObjectKey landmarks(@Nullable String track) {
        try {
            return track == null ? null : Layout.landmarks(new TrackId(track));
        } catch (IllegalArgumentException e) {
            throw Problem.MALFORMED_REQUEST.because(String.valueOf(e.getMessage()));
        }
    }

    private static boolean aligned(@Nullable String aligned) {
        if (aligned != null && !aligned.equals("true") && !aligned.equals("false")) {
            throw Problem.MALFORMED_REQUEST.because("aligned is '" + aligned + "'; expected true or false");
        }
        return "true".equals(aligned);
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > MAX_NAME_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.MALFORMED_REQUEST.because("name has " + name.length() + " characters; expected 1 to "
                    + MAX_NAME_CHARS + ", without control characters");
        }
        return name;
    }
}
