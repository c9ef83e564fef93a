package farm.vidstyle.video.encode;

import java.nio.file.Path;

/**
 * Where the sound of a clip comes from.
 *
 * @param source a file with sound, usually the uploaded video
 * @param startSeconds of the clip's first frame, counted from the source's first video frame
 */
public record AudioSpan(Path source, double startSeconds) {
    public AudioSpan {
        if (!(startSeconds >= 0 && startSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("audio starts at " + startSeconds + " s; expected 0 or later");
        }
    }
}
