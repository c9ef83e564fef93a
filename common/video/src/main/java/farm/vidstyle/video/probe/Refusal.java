package farm.vidstyle.video.probe;

/** Why a video is not taken. */
public enum Refusal {
    NOT_A_VIDEO,
    EMPTY,
    TRUNCATED,
    NO_VIDEO_STREAM,
    ZERO_DURATION,
    TOO_MANY_BYTES,
    TOO_MANY_PIXELS,
    TOO_LONG,
    TOO_MANY_FRAMES,
    UNSUPPORTED_CODEC,
    CORRUPT,
    /** The model wants faces, and there is none in any frame. */
    NO_FACE
}
