package farm.vidstyle.ingest.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client sends so that a repeated request is the same request. The id of what is made is computed from it, so that no
 * table of keys is needed and every front door comes to the same id.
 */
record IdempotencyKey(TenantId tenant, String value) {
    private static final String HEADER = "idempotency-key";
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,255}");
    private static final int ID_CHARS = 32;

    static Optional<IdempotencyKey> of(HttpServerRequest request, TenantId tenant) {
        Optional<String> value = Optional.ofNullable(request.getHeader(HEADER));
        if (value.isPresent() && !PRINTABLE.matcher(value.get()).matches()) {
            throw Problem.MALFORMED_REQUEST.because(
                    "Idempotency-Key has " + value.get().length()
                            + " characters; expected 1 to 255 printable ASCII characters without spaces");
        }
        return value.map(text -> new IdempotencyKey(tenant, text));
    }

    VideoId video() {
        return new VideoId("vid_" + digest("video"));
    }

    EditId edit() {
        return new EditId("edt_" + digest("edit"));
    }

    private String digest(String kind) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((kind + "\n" + tenant + "\n" + value).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
