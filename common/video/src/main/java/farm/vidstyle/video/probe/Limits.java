package farm.vidstyle.video.probe;

import farm.vidstyle.video.frame.PictureSize;

/**
 * What a video may cost at most. Each limit is checked as soon as the number is known: bytes before the file is opened, pixels and seconds
 * from the header, and all of them again while packets and frames come, because headers lie.
 *
 * @param pixels of one frame
 */
public record Limits(long bytes, double seconds, long pixels, long frames) {
    /** 2 GiB, ten minutes, 4096x2304, 60 frames a second for ten minutes. */
    public static final Limits DEFAULT = new Limits(2L << 30, 600, 4096L * 2304, 36_000);
    /** For what the farm itself wrote. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Double.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    public Limits {
        if (bytes < 1 || !(seconds > 0) || pixels < 1 || frames < 1) {
            throw new IllegalArgumentException("limits are " + bytes + " bytes, " + seconds + " seconds, " + pixels
                    + " pixels, " + frames + " frames; each must be positive");
        }
    }

    public void checkBytes(long actual) {
        if (actual > bytes) {
            throw new VideoRefusedException(
                    Refusal.TOO_MANY_BYTES,
                    "the file has " + actual + " bytes or more; at most " + bytes + " bytes are accepted");
        }
    }

    public void checkSize(PictureSize size) {
        if (size.pixels() > pixels) {
            throw new VideoRefusedException(
                    Refusal.TOO_MANY_PIXELS,
                    "the frames are " + size + " (" + size.pixels() + " pixels); at most " + pixels
                            + " pixels are accepted");
        }
    }

    public void checkSeconds(double actual) {
        if (actual > seconds) {
            throw new VideoRefusedException(
                    Refusal.TOO_LONG,
                    "the video lasts " + (float) actual + " s or more; at most " + (float) seconds + " s are accepted");
        }
    }

    public void checkFrames(long actual) {
        if (actual > frames) {
            throw new VideoRefusedException(
                    Refusal.TOO_MANY_FRAMES,
                    "the video has " + actual + " frames or more; at most " + frames + " are accepted");
        }
    }
}
