package farm.vidstyle.ingest.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a blocking stream for one worker thread. Only {@link #WINDOW} pieces are ever asked of the event loop
 * ahead of the reader, so a slow store slows the client down and memory stays constant whatever the length. A client that
 * leaves or falls silent is an {@link IOException}, never an early end.
 */
public final class RequestBody extends InputStream {
    private static final int WINDOW = 16;
    private static final Buffer END = Buffer.buffer(0);

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>(); // bounded by WINDOW through the demand
    private final HttpServerRequest request;
    private final Context eventLoop;
    private final Duration patience;
    private byte[] piece = {};
    private int position;
    private boolean ended;
    private volatile boolean broken;

    /** To be made on the event loop, in the very call that delivers the request. A client that waits to be asked is asked. */
    public RequestBody(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.eventLoop = Objects.requireNonNull(Vertx.currentContext(), "a request body is made on its event loop");
        this.patience = patience;
        request.pause();
        request.handler(arrived::add);
        request.endHandler(end -> arrived.add(END));
        request.exceptionHandler(arrived::add);
        request.fetch(WINDOW);
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
    }

    /** True once reading failed because of the client. */
    public boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        return filled() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean filled() throws IOException {
        while (!ended && position == piece.length) {
            Object next = take();
            if (next == END) {
                ended = true;
            } else if (next instanceof Buffer buffer) {
                piece = buffer.getBytes();
                position = 0;
                eventLoop.runOnContext(asked -> request.fetch(1));
            } else {
                throw gone((Throwable) next);
            }
        }
        return !ended;
    }

    private IOException gone(Throwable cause) {
        broken = true;
        arrived.add(cause); // so that a second read fails like the first
        IOException gone = new EOFException("the client left before the body was complete");
        gone.initCause(cause);
        return gone;
    }

    private Object take() throws IOException {
        try {
            Object next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                broken = true;
                throw new IOException("the client sent nothing for " + patience.toSeconds() + " s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the client");
        }
    }
}
