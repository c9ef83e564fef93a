package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.http.StoredFile;
import farm.vidstyle.ingest.status.VideoStatus;
import io.vertx.ext.web.RoutingContext;

/** The W+ codes of a video for the model it was split for, a chunk of frames at a time, byte for byte as the workers stored them. */
record Codes(ObjectStore store, Statuses statuses, Blocking blocking) {
    private static final String SAFETENSORS = "application/vnd.safetensors";
    private static final int MAX_DIGITS = 6;

    void get(RoutingContext context) {
        VideoId video = Paths.videoOf(context);
        String chunk = Paths.parameter(context, "chunk", text -> text);
        blocking.run(() -> find(video, chunk))
                .compose(file -> file.send(context, blocking))
                .onFailure(context::fail);
    }

    private StoredFile find(VideoId video, String chunk) {
        VideoStatus status =
                statuses.video(video).orElseThrow(() -> Problem.NOT_FOUND.because("there is no video '" + video + "'"));
        if (!chunk.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            throw missing(status, chunk);
        }
        VideoSplit split = status.split();
        ModelRef model = split == null ? status.upload().model() : split.model();
        ObjectKey key = Layout.codes(video, model, Integer.parseInt(chunk));
        return new StoredFile(store, key, store.size(key).orElseThrow(() -> missing(status, chunk)), SAFETENSORS);
    }

    private static RuntimeException missing(VideoStatus status, String chunk) {
        VideoSplit split = status.split();
        return Problem.NOT_FOUND.because("video '" + status.video() + "' has no codes of chunk '" + chunk + "'; it is "
                + status.phase()
                + (split == null
                        ? ""
                        : " with " + status.chunksInverted() + " of " + split.chunks() + " chunks inverted"));
    }
}
