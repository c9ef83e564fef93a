package farm.vidstyle.farm.objectstore;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.TrackId;
import farm.vidstyle.farm.id.VideoId;

/** Where everything lies in the store. Other code asks here and writes no key of its own. */
public final class Layout {
    private Layout() {}

    /** The uploaded file, byte for byte. */
    public static ObjectKey source(VideoId video) {
        return key("videos/%s/source", video);
    }

    /** The landmarks of a face through a video, as they were supplied: JSON. */
    public static ObjectKey landmarks(TrackId track) {
        return key("tracks/%s/landmarks.json", track);
    }

    /** A chunk of at most 16 aligned frames: lossless FFV1 in Matroska. */
    public static ObjectKey frames(VideoId video, int chunk) {
        return key("videos/%s/frames/%06d.mkv", video, chunk);
    }

    /** Time, shot and alignment of every frame of a video: JSON. */
    public static ObjectKey alignment(VideoId video) {
        return key("videos/%s/frames/alignment.json", video);
    }

    /** The W+ codes of a chunk: safetensors, {@code w_plus} [frames, L, S]. */
    public static ObjectKey codes(VideoId video, ModelRef model, int chunk) {
        return key("videos/%s/codes/%s/%06d.safetensors", video, model.key(), chunk);
    }

    /** The motion of a window: safetensors, {@code zd0} [1, C, h, w] float64. */
    public static ObjectKey motion(VideoId video, ModelRef model, int window) {
        return key("videos/%s/motion/%s/%04d.safetensors", video, model.key(), window);
    }

    /** What was asked for, as it was accepted: the event {@code EditSubmitted} as JSON. */
    public static ObjectKey submission(EditId edit) {
        return key("edits/%s/submission.json", edit);
    }

    /** A rendered segment of an edit: H.264 in MP4. */
    public static ObjectKey segment(EditId edit, int segment) {
        return key("edits/%s/segments/%04d.mp4", edit, segment);
    }

    /** A result of an edit, for example {@code clip.mp4}, {@code compare.mp4}, {@code clip.gif}, {@code sheet.png}. */
    public static ObjectKey result(EditId edit, String name) {
        return key("edits/%s/" + name, edit);
    }

    /** A file of a model bundle, for example {@code bundle.yaml}. */
    public static ObjectKey model(String name, String version, String file) {
        return key("models/%s/%s/" + file, name, version);
    }

    private static ObjectKey key(String format, Object... parts) {
        return new ObjectKey(String.format(java.util.Locale.ROOT, format, parts));
    }
}
