package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.JsonBodies;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.ext.web.RoutingContext;

/** What is known of a video. */
record Videos(Statuses statuses, Blocking blocking) {
    void get(RoutingContext context) {
        VideoId video = Paths.videoOf(context);
        blocking.run(() -> find(video))
                .onSuccess(view -> JsonBodies.write(context.response(), view))
                .onFailure(context::fail);
    }

    private VideoView find(VideoId video) {
        return statuses.video(video)
                .map(VideoView::of)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no video '" + video + "'"));
    }
}
