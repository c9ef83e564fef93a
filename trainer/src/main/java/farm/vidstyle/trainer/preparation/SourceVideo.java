package farm.vidstyle.trainer.preparation;

import java.nio.file.Path;

/**
 * A video to make frames of.
 *
 * @param name its path below the folder of videos, with slashes
 * @param folder what its folder of frames is called
 */
record SourceVideo(Path file, String name, String folder, long bytes, long modifiedMillis) {
    @Override
    public String toString() {
        return name;
    }
}
