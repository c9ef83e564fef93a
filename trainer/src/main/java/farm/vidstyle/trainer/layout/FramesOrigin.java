package farm.vidstyle.trainer.layout;

/**
 * What the frames of a folder were made of.
 *
 * @param source the video's path below the folder of videos, with slashes
 * @param bytes of the video
 * @param modifiedMillis when the video was last changed; together with its size a quick sign that it is the same
 * @param sha256 of the video
 * @param frames how many there are
 */
public record FramesOrigin(
        String source, long bytes, long modifiedMillis, String sha256, FrameSettings settings, int frames) {}
