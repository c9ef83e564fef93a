package farm.vidstyle.ingest.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Every path and method of the API; openapi.yaml lists the same, and a test holds the two together. */
record Routes(
        Uploads uploads,
        Videos videos,
        Tracks tracks,
        Codes codes,
        Edits edits,
        EditEvents events,
        EditResults results,
        Models models,
        Pages pages) {
    void addTo(Router router, BodyHandler json) {
        router.get("/").handler(pages::index);
        router.get("/openapi.yaml").handler(pages::openapi);
        router.get("/health/live").handler(pages::live);
        router.get("/health/ready").handler(pages::ready);
        router.get("/health/started").handler(pages::ready);
        router.get("/v1/models").handler(models::list);
        router.post(Paths.VIDEOS).handler(uploads::upload);
        router.post(Paths.TRACKS).handler(tracks::supply);
        router.get(Paths.VIDEOS + "/:id").handler(videos::get);
        router.get(Paths.VIDEOS + "/:id/codes/:chunk").method(HttpMethod.HEAD).handler(codes::get);
        router.post(Paths.EDITS).handler(json).handler(edits::submit);
        router.get(Paths.EDITS).handler(edits::list);
        router.get(Paths.EDITS + "/:id").handler(edits::get);
        router.delete(Paths.EDITS + "/:id").handler(edits::cancel);
        router.get(Paths.EDITS + "/:id/events").handler(events::follow);
        router.get(Paths.EDITS + "/:id/clip").method(HttpMethod.HEAD).handler(results::clip);
        router.get(Paths.EDITS + "/:id/files/:name").method(HttpMethod.HEAD).handler(results::file);
    }
}
