package farm.vidstyle.ingest.api;

import farm.vidstyle.ingest.http.JsonBodies;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What is the same for everybody: the index, the API's description, health. */
final class Pages {
    private static final String INDEX = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>vidstyle-farm</title>
            <h1>vidstyle-farm</h1>
            <p>Whose content, whose motion, which style, which times: upload videos, submit edits, fetch clips.</p>
            <ul>
            <li><a href="/openapi.yaml">The API</a></li>
            <li><a href="/v1/edits">Edits</a></li>
            <li><a href="/v1/models">Models</a></li>
            <li><a href="/health/ready">Health</a></li>
            </ul>
            </html>
            """;

    private final Buffer openapi;
    private final BooleanSupplier ready;

    Pages(BooleanSupplier ready) {
        this.ready = ready;
        try (InputStream document =
                Objects.requireNonNull(Pages.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            openapi = Buffer.buffer(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading openapi.yaml from the class path", e);
        }
    }

    void index(RoutingContext context) {
        context.response().putHeader("content-type", "text/html; charset=utf-8").end(INDEX);
    }

    void openapi(RoutingContext context) {
        context.response().putHeader("content-type", "application/yaml").end(openapi);
    }

    void live(RoutingContext context) {
        JsonBodies.write(context.response(), Map.of("status", "UP"));
    }

    void ready(RoutingContext context) {
        boolean up = ready.getAsBoolean();
        JsonBodies.write(context.response().setStatusCode(up ? 200 : 503), Map.of("status", up ? "UP" : "DOWN"));
    }
}
