package farm.vidstyle.ingest.http;

import farm.vidstyle.farm.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what may block: the store, Kafka, FFmpeg. A bound on what is under way turns overload into an answer (503) where
 * an unbounded queue would turn it into memory.
 */
public final class Blocking implements AutoCloseable {
    private final String name;
    private final WorkerExecutor threads;
    private final Semaphore places;

    /**
     * @param size threads
     * @param queued how many calls may wait for a thread
     * @param longest after which Vert.x complains in the log about a call
     */
    public Blocking(Vertx vertx, String name, int size, int queued, Duration longest) {
        this.name = name;
        this.threads = vertx.createSharedWorkerExecutor(name, size, longest.toMillis(), TimeUnit.MILLISECONDS);
        this.places = new Semaphore(size + queued);
    }

    /** Runs the call on a thread of the pool; the future completes on the caller's event loop. */
    public <T> Future<T> run(Callable<T> call) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(
                    Problem.BUSY.because("all places for " + name + " are taken; try again in a few seconds"));
        }
        return threads.executeBlocking(call, false).onComplete(done -> places.release());
    }

    /** As {@link #run(Callable)}, within the trace that the request belongs to: what is published carries it on. */
    public <T> Future<T> run(HttpServerRequest request, Callable<T> call) {
        Trace trace = Trace.parse(Objects.requireNonNullElse(request.getHeader("traceparent"), ""));
        return run(() -> {
            Trace.Scope scope = trace.enter();
            try {
                return call.call();
            } finally {
                scope.close();
            }
        });
    }

    @Override
    public void close() {
        threads.close().await();
    }
}
