package farm.vidstyle.ingest.http;

import java.util.Locale;
import java.util.Map;

/** Every kind of answer that is not the one asked for. The name is part of the contract: clients may branch on it. */
public enum Problem {
    MALFORMED_REQUEST(400, "The request is malformed"),
    UNKNOWN_FIELD(400, "The request has an unknown field"),
    EMPTY_BODY(400, "The request has no body"),
    INCOMPLETE_BODY(400, "The body broke off"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
    EDIT_NOT_READY(409, "The edit has no such result yet"),
    EDIT_IS_FINAL(409, "The edit has ended"),
    UPLOAD_UNDER_WAY(409, "An upload with this key is under way"),
    VIDEO_REJECTED(409, "The video was rejected"),
    MODEL_MISMATCH(409, "The video was split for another model"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    RANGE_NOT_SATISFIABLE(416, "The range lies outside the file"),
    VIDEO_REFUSED(422, "The upload is not a video the farm can take"),
    UNKNOWN_VIDEO(422, "The edit names a video that does not exist"),
    UNKNOWN_MODEL(422, "The model does not exist"),
    NO_LANDMARKS(422, "The model needs landmarks of the face"),
    TRACK_REFUSED(422, "The landmarks are no track the farm can use"),
    UNKNOWN_TRACK(422, "The upload names a track that does not exist"),
    UNKNOWN_FRAME(422, "The edit names a frame that does not exist"),
    TIMES_OUT_OF_RANGE(422, "The times lie outside what the video allows"),
    KEY_REUSED(422, "The idempotency key belongs to another request"),
    INTERNAL(500, "The server failed"),
    BUSY(503, "The server is busy"),
    UNAVAILABLE(503, "A part of the farm cannot be reached");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** A URI that names the kind and resolves to nothing: the documentation is openapi.yaml. */
    public String type() {
        return "urn:vidstyle:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An occurrence; {@code detail} says what, which value and what would be right. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail, Map.of());
    }

    /** An occurrence with one more member in the document, for programs. */
    public ProblemException because(String detail, String member, Object value) {
        return new ProblemException(this, detail, Map.of(member, value));
    }
}
