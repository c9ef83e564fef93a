package farm.vidstyle.farm.event;

/** Where an edit stands. The last three are final. */
public enum EditState {
    /** Accepted; waits for its videos to be split, inverted and encoded. */
    WAITING,
    /** Its segments are being rendered. */
    RENDERING,
    /** All segments are there and are being joined. */
    ASSEMBLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** True where nothing more will happen. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
