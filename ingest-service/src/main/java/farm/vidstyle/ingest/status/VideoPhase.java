package farm.vidstyle.ingest.status;

/** Where a video stands. The last two are final unless the failed work is replayed. */
public enum VideoPhase {
    /** Uploaded; being decoded, aligned and stored in chunks. */
    SPLITTING,
    /** All chunks are stored; W+ codes are being computed. Edits are planned from here on. */
    INVERTING,
    /** All chunks have their codes. */
    READY,
    /** Refused by the splitter, with a reason. */
    REJECTED,
    /** Work on it failed for the last time. */
    FAILED
}
