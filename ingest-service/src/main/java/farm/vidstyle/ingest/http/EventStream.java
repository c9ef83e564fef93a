package farm.vidstyle.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events of something of which only the newest counts: a client that reads slowly skips what it has missed, so a
 * stream never holds more than one event. Lives on one event loop.
 */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Runnable whenGone;
    private final long heartbeat;
    private boolean gone;
    private @Nullable Buffer newest;
    private boolean last;
    private long count;

    /**
     * @param whenGone runs once, when the stream has ended or the client has left
     */
    public EventStream(Vertx vertx, HttpServerResponse response, Runnable whenGone) {
        this.vertx = vertx;
        this.response = response;
        this.whenGone = whenGone;
        response.putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .setChunked(true);
        response.drainHandler(room -> flush());
        this.heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), beat -> beat());
        response.exceptionHandler(trouble -> {}); // the close handler follows
        response.closeHandler(closed -> gone());
        response.endHandler(ended -> gone());
    }

    /** Sends the document, or keeps it until the client has room and no newer one has come. */
    public void send(String event, Object document, boolean isLast) {
        if (last) {
            return;
        }
        last = isLast;
        String data = new String(JsonBodies.encode(document), StandardCharsets.UTF_8);
        newest = Buffer.buffer("id: " + ++count + "\nevent: " + event + "\ndata: " + data + "\n\n");
        flush();
    }

    private void gone() {
        if (!gone) {
            gone = true;
            vertx.cancelTimer(heartbeat);
            whenGone.run();
        }
    }

    private void flush() {
        if (newest == null || response.ended() || response.closed() || response.writeQueueFull()) {
            return;
        }
        Buffer event = Objects.requireNonNull(newest);
        newest = null;
        if (last) {
            response.end(event);
        } else {
            response.write(event);
        }
    }

    private void beat() {
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            response.write(": still here\n\n"); // keeps proxies and idle timeouts from closing a quiet stream
        }
    }
}
