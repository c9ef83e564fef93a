package farm.vidstyle.trainer.frames;

/**
 * Which frames of a video are taken, and at what size.
 *
 * @param skip frames dropped at the start of every video
 * @param count frames taken
 * @param irregular the first frame and any others, instead of a run of neighbours
 * @param height in pixels, after resizing
 * @param width in pixels, after resizing
 */
public record FrameRule(int skip, int count, boolean irregular, int height, int width) {}
