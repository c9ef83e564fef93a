package farm.vidstyle.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * The rest of a body that nobody wants. Closing the connection under a client that still sends would reset it, and the client
 * would never read the answer; so the rest is read and dropped, for a while.
 */
public final class Leftovers {
    private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(5);

    private Leftovers() {}

    /** Reads and drops what is left of the body; to be called on the event loop once the answer is written. */
    public static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long impatience =
                vertx.setTimer(PATIENCE_MS, timer -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(impatience));
        request.endHandler(end -> vertx.cancelTimer(impatience));
        request.handler(dropped -> {});
        request.resume();
    }
}
