package farm.vidstyle.farm.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementServer server = ManagementServer.start(0, "render-worker", Meters.prometheus());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aServiceIsAliveThenStartedThenReady() throws Exception {
        assertThat(status("/health/live")).isEqualTo(200);
        assertThat(status("/health/started")).isEqualTo(503);
        assertThat(status("/health/ready")).isEqualTo(503);

        server.markReady();
        assertThat(status("/health/started")).isEqualTo(200);
        assertThat(status("/health/ready")).isEqualTo(200);

        server.markDraining();
        assertThat(status("/health/started")).isEqualTo(200);
        assertThat(status("/health/ready")).isEqualTo(503);
        assertThat(status("/health/live")).isEqualTo(200);
    }

    @Test
    void checksAreAskedEachTimeAndShown() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        server.live("work", running::get);
        server.ready("broken", () -> {
            throw new IllegalStateException("no answer");
        });
        server.markReady();

        assertThat(status("/health/live")).isEqualTo(200);
        running.set(false);
        HttpResponse<String> live = get("/health/live");
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(Json.EVENTS.readTree(live.body()))
                .isEqualTo(Json.EVENTS.readTree("{\"status\": \"DOWN\", \"checks\": {\"work\": false}}"));
        assertThat(status("/health/ready")).isEqualTo(503);
    }

    @Test
    void metricsAreInTheFormatOfPrometheus() throws Exception {
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.body())
                .contains("# TYPE jvm_memory_used_bytes gauge")
                .contains("process_uptime_seconds");
    }

    @Test
    void theIndexSaysWhoThisIsAndWhereToLook() throws Exception {
        server.link("console", "http://localhost:8080/");

        JsonNode index = Json.EVENTS.readTree(get("/").body());

        assertThat(index.path("name").textValue()).isEqualTo("render-worker");
        assertThat(index.path("links").path("metrics").textValue()).isEqualTo("/metrics");
        assertThat(index.path("links").path("console").textValue()).isEqualTo("http://localhost:8080/");
    }

    @Test
    void everythingElseIsRefused() throws Exception {
        assertThat(status("/health/live/x")).isEqualTo(404);
        assertThat(status("/admin")).isEqualTo(404);
        HttpResponse<String> post = client.send(
                request("/metrics")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThatThrownBy(() -> ManagementServer.start(server.port(), "second", Meters.prometheus()))
                .hasMessageContaining("management port " + server.port() + " cannot be opened");
    }

    private int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }
}
