package farm.vidstyle.ingest.http;

import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * An object of the store as the answer to GET or HEAD, with ranges and entity tags. Objects never change once written, so the
 * key and the size make the tag. One piece is in memory at a time: the next is read when the last has left.
 *
 * @param contentType of the answer
 */
public record StoredFile(ObjectStore store, ObjectKey key, long size, String contentType) {
    private static final int PIECE_BYTES = 256 * 1024;

    /** Answers the request; the future fails where the client left or the store failed on the way. */
    public Future<Void> send(RoutingContext context, Blocking blocking) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        response.putHeader("etag", tag()).putHeader("accept-ranges", "bytes");
        if (tag().equals(request.getHeader("if-none-match"))) {
            return response.setStatusCode(304).end();
        }
        Optional<ByteRange> asked = range(request);
        ByteRange range = asked.orElse(new ByteRange(0, size));
        asked.ifPresent(part -> response.setStatusCode(206).putHeader("content-range", part.contentRange(size)));
        response.putHeader("content-type", contentType).putHeader("content-length", Long.toString(range.length()));
        if (request.method().equals(HttpMethod.HEAD) || range.length() == 0) {
            return response.end();
        }
        return blocking.run(() -> store.open(key, range.offset(), range.length()))
                .compose(stream -> pump(stream, response, blocking));
    }

    private String tag() {
        return "\"" + Integer.toHexString(key.hashCode()) + "-" + Long.toHexString(size) + "\"";
    }

    private Optional<ByteRange> range(HttpServerRequest request) {
        String condition = request.getHeader("if-range");
        boolean current = condition == null || condition.equals(tag());
        return current ? ByteRange.parse(request.getHeader("range"), size) : Optional.empty();
    }

    private static Future<Void> pump(InputStream stream, HttpServerResponse response, Blocking blocking) {
        Promise<Void> sent = Promise.promise();
        step(stream, response, blocking, sent);
        return sent.future()
                .eventually(() -> blocking.run(() -> {
                    stream.close();
                    return true;
                }));
    }

    /** A loop through callbacks; chained futures would nest once a piece. */
    private static void step(InputStream stream, HttpServerResponse response, Blocking blocking, Promise<Void> sent) {
        blocking.run(() -> piece(stream)).onFailure(sent::fail).onSuccess(piece -> {
            if (piece.length() == 0) {
                response.end().onComplete(sent);
            } else {
                response.write(piece)
                        .onFailure(sent::fail)
                        .onSuccess(written -> step(stream, response, blocking, sent));
            }
        });
    }

    private static Buffer piece(InputStream stream) {
        try {
            return Buffer.buffer(stream.readNBytes(PIECE_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a stored file", e);
        }
    }
}
