package farm.vidstyle.ingest.progress;

/** What an edit may want of a video. */
public enum Product {
    /** How long it is and where its shots are. */
    TIMELINE,
    /** The W+ codes of all its chunks. */
    CODES,
    /** The motion of some of its windows. */
    MOTION
}
