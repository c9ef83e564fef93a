package farm.vidstyle.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import farm.vidstyle.ingest.Client;
import farm.vidstyle.ingest.RunningIngest;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningIngest.Extension.class)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @Test
    void theDocumentListsExactlyTheRoutes() throws Exception {
        JsonNode document = new YAMLMapper().readTree(OpenApiTest.class.getResourceAsStream("/openapi.yaml"));

        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        described.add(method + " " + path.getKey());
                    }
                }));

        assertThat(described).isEqualTo(routes());
    }

    @Test
    void whatTheDocumentListsIsAnswered(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        for (String route : routes()) {
            String method = route.substring(0, route.indexOf(' ')).toUpperCase(Locale.ROOT);
            String path = route.substring(route.indexOf(' ') + 1)
                    .replace("{id}", "none")
                    .replace("{name}", "x.png")
                    .replace("{chunk}", "0");
            var answer = client.send(client.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(route).isNotIn(405, 500, 501);
            if (answer.statusCode() == 404) {
                assertThat(Client.json(answer).path("type").asText()).isEqualTo(Problem.NOT_FOUND.type());
                assertThat(Client.json(answer).path("detail").asText())
                        .as(route)
                        .contains("'none'");
            }
        }
    }

    /** As the router knows them, in the document's spelling; nobody answers here, so nothing stands behind them. */
    private static Set<String> routes() {
        Backends nobody = new Backends(null, null, null, null, null, null);
        Routes routes = new Routes(
                new Uploads(nobody, null, null, null),
                new Videos(null, null),
                new Tracks(nobody, null, null),
                new Codes(null, null, null),
                new Edits(nobody, null, null, null),
                new EditEvents(null, null),
                new EditResults(null, null, null),
                new Models(null, null),
                new Pages(() -> true));
        Vertx vertx = Vertx.vertx();
        Set<String> found = new TreeSet<>();
        for (Route route : FrontDoor.router(vertx, routes).getRoutes()) {
            String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
            for (HttpMethod method : route.methods()) {
                if (!method.equals(HttpMethod.HEAD)) { // what can be fetched can be looked at
                    found.add(method.name().toLowerCase(Locale.ROOT) + " " + path);
                }
            }
        }
        vertx.close().await();
        return found;
    }
}
