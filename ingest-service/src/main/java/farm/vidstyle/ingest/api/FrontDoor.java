package farm.vidstyle.ingest.api;

import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The HTTP server of the farm. */
public final class FrontDoor implements AutoCloseable {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int THREADS = 16;
    private static final int WAITING = 1000;
    private static final Duration LOOKUP = Duration.ofMinutes(3);
    private static final Duration UPLOAD = Duration.ofHours(1);

    private final Vertx vertx;
    private final Blocking lookups;
    private final Blocking uploads;
    private final HttpServer server;

    private FrontDoor(FrontDoorConfig config, Backends backends, BooleanSupplier ready) {
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        lookups = new Blocking(vertx, "lookups", THREADS, WAITING, LOOKUP);
        uploads = new Blocking(vertx, "uploads", config.uploads(), 0, UPLOAD);
        server = vertx.createHttpServer(options(config));
        server.requestHandler(router(vertx, routes(config, backends, ready)));
    }

    /**
     * Listens from now on.
     *
     * @param ready what /health/ready answers
     */
    public static FrontDoor open(FrontDoorConfig config, Backends backends, BooleanSupplier ready) {
        FrontDoor door = new FrontDoor(config, backends, ready);
        try {
            door.server.listen(config.port()).await();
            return door;
        } catch (RuntimeException e) {
            door.close();
            throw new IllegalStateException("port " + config.port() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends what is under way: clients see their connection closed, and what they were promised stays. */
    @Override
    public void close() {
        vertx.close().await();
    }

    private Routes routes(FrontDoorConfig config, Backends backends, BooleanSupplier ready) {
        Statuses statuses = new Statuses(backends.statuses());
        EditResults results = new EditResults(backends.store(), statuses, lookups);
        return new Routes(
                new Uploads(backends, statuses, config, uploads),
                new Videos(statuses, lookups),
                new Tracks(backends, config, uploads),
                new Codes(backends.store(), statuses, lookups),
                new Edits(backends, statuses, results, lookups),
                new EditEvents(statuses, lookups),
                results,
                new Models(backends.models(), lookups),
                new Pages(ready));
    }

    static Router router(Vertx vertx, Routes routes) {
        Router router = Router.router(vertx);
        Problems.install(router);
        routes.addTo(router, BodyHandler.create(false).setBodyLimit(MAX_JSON_BYTES));
        return router;
    }

    private static HttpServerOptions options(FrontDoorConfig config) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false) // its upgrade buffers the body of the request that asks for it
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(PIECE_BYTES)
                .setIdleTimeout((int) config.patience().toSeconds()
                        + 15) // the body's own patience, which can answer, ends first
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
