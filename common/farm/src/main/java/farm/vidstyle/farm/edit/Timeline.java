package farm.vidstyle.farm.edit;

/**
 * A video's clock.
 *
 * @param fps mean frames a second, counted, not the header's
 * @param seconds from the first frame to the end of the last
 */
public record Timeline(int frames, double fps, double seconds) {
    public Timeline {
        if (frames < 1 || !(fps > 0) || !(seconds > 0)) {
            throw new IllegalArgumentException("timeline has " + frames + " frames at " + fps + " fps in " + seconds
                    + " s; expected at least one frame, fps and seconds above 0");
        }
    }
}
