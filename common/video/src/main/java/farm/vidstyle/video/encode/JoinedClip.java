package farm.vidstyle.video.encode;

/** What came out of joining segments. */
public record JoinedClip(long frames, double seconds, boolean audio) {}
