package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Where resources are, and which one a path names. */
final class Paths {
    static final String VIDEOS = "/v1/videos";
    static final String TRACKS = "/v1/tracks";
    static final String EDITS = "/v1/edits";

    private Paths() {}

    static String video(VideoId video) {
        return VIDEOS + "/" + video;
    }

    static String edit(EditId edit) {
        return EDITS + "/" + edit;
    }

    static VideoId videoOf(RoutingContext context) {
        return parameter(context, "id", VideoId::new);
    }

    static EditId editOf(RoutingContext context) {
        return parameter(context, "id", EditId::new);
    }

    /** A path parameter; what cannot be a name names nothing. */
    static <T> T parameter(RoutingContext context, String name, Function<String, T> parse) {
        try {
            return parse.apply(context.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw Problem.NOT_FOUND.because(String.valueOf(e.getMessage()));
        }
    }
}
