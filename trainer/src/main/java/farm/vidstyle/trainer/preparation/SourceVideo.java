package farm.vidstyle.trainer.preparation;

import java.nio.file.Path;

/**
 * A video to make frames of.
 *
 * @param name its path below the folder of videos, with slashes
 * @param folder what its folder of frames is called
 */
record SourceVideo(Path file, String name, String folder, long bytes, long modifiedMillis) {
    /** At least 1, since every video is some work. */
    long kilobytes() {
        return Math.max(1, bytes / 1000);
    }

    @Override
    public String toString() {
        return name;
    }
}
