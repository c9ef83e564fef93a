package farm.vidstyle.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.ingest.IngestConfig;
import farm.vidstyle.inversion.InversionConfig;
import farm.vidstyle.render.RenderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What chart and compose file tell each service is what the service understands. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path CHART = ROOT.resolve("helm/vidstyle-farm");
    private static final Path COMPOSE = ROOT.resolve("deploy/compose/compose.yaml");
    private static final List<String> SERVICES = List.of("ingest-service", "inversion-worker", "render-worker");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void theChartHasNothingToComplainOf() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).describedAs("%s", result.getMessages()).isFalse();
    }

    @Test
    void theChartRunsEveryServiceWithSettingsItReads() throws IOException {
        Map<String, JsonNode> deployments = deployments();

        assertThat(deployments.keySet()).containsExactlyInAnyOrderElementsOf(SERVICES);
        for (String service : SERVICES) {
            JsonNode container = deployments.get(service).at("/spec/template/spec/containers/0");
            Map<String, String> environment = credentials();
            container.path("env").forEach(entry -> environment.put(text(entry, "name"), text(entry, "value")));
            requireUnderstood(service, environment);
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.at("/" + probe + "/httpGet/path").asText()).startsWith("/health/");
            }
        }
    }

    @Test
    void theComposeFileRunsEveryServiceWithSettingsItReads() throws IOException {
        JsonNode services = YAML.readTree(COMPOSE.toFile()).path("services");

        for (String service : SERVICES) {
            Map<String, String> environment = credentials();
            for (JsonNode part : List.of(
                    services.path(service).path("environment").path("<<"),
                    services.path(service).path("environment"))) {
                part.properties().forEach(entry -> {
                    if (entry.getKey().startsWith("VIDSTYLE_")
                            && !entry.getKey().endsWith("_KEY")) {
                        environment.put(entry.getKey(), entry.getValue().asText());
                    }
                });
            }
            environment.putAll(shared());
            requireUnderstood(service, environment);
            assertThat(ROOT.resolve(
                            services.path(service).at("/build/dockerfile").asText()))
                    .isRegularFile();
        }
    }

    /** Reads the settings as the service does, and finds no name that the README does not know. */
    private static void requireUnderstood(String service, Map<String, String> environment) throws IOException {
        switch (service) {
            case "ingest-service" -> assertThat(IngestConfig.from(environment)).isNotNull();
            case "inversion-worker" ->
                assertThat(InversionConfig.from(environment).worker().store()).isInstanceOf(StoreConfig.S3.class);
            default ->
                assertThat(RenderConfig.from(environment).worker().store()).isInstanceOf(StoreConfig.S3.class);
        }
        assertThat(documented()).containsAll(environment.keySet());
    }

    private static Map<String, JsonNode> deployments() throws IOException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        String manifests = new Helm(CHART).template().call();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests).forEachRemaining(document -> {
            if (document.path("kind").asText().equals("Deployment")) {
                found.put(document.at("/spec/template/spec/containers/0/name").asText(), document);
            }
        });
        return found;
    }

    /** YAML's merge key is not the parser's business; the anchor it names is read here. */
    private static Map<String, String> shared() throws IOException {
        Map<String, String> values = new HashMap<>();
        YAML.readTree(COMPOSE.toFile()).path("x-farm").properties().forEach(entry -> {
            if (!entry.getKey().endsWith("_KEY")) {
                values.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return values;
    }

    private static Map<String, String> credentials() {
        return new HashMap<>(Map.of("VIDSTYLE_S3_ACCESS_KEY", "access", "VIDSTYLE_S3_SECRET_KEY", "secret"));
    }

    /** The names in the README's table, where {@code _X} after a full name stands for that name's last part. */
    private static Set<String> documented() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Pattern row = Pattern.compile("`(VIDSTYLE(?:_[A-Z0-9]+)+)`|`((?:_[A-Z0-9]+)+)`");
        for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
            String stem = "";
            var matcher = row.matcher(line.startsWith("| `VIDSTYLE_") ? line : "");
            while (matcher.find()) {
                if (matcher.group(1) != null) {
                    stem = matcher.group(1);
                    names.add(stem);
                } else {
                    String last = matcher.group(2);
                    long parts = last.chars().filter(c -> c == '_').count();
                    names.add(cut(stem, parts) + last);
                    names.add(cut(stem, 1) + last);
                }
            }
        }
        return names;
    }

    private static String cut(String name, long parts) {
        String shorter = name;
        for (long i = 0; i < parts; i++) {
            shorter = shorter.substring(0, shorter.lastIndexOf('_'));
        }
        return shorter;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
