package farm.vidstyle.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the events of a topic, a JSON object a line: what went by so far, and on request what follows. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Show the events of a topic, or the topics.")
public final class EventsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..1",
            description = "For example vidstyle.segments.rendered; left out: list the topics.")
    private @Nullable String name;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "The broker (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "localhost:9092";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is published from now on, until interrupted.")
    private boolean follow;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            Topics.ALL.forEach(
                    topic -> out.println(topic + "  " + topic.eventType().getSimpleName()));
            return 0;
        }
        show(topic(name), out);
        return 0;
    }

    private <E> void show(Topic<E> topic, PrintWriter out) {
        KafkaConfig kafka = KafkaConfig.of(bootstrapServers);
        try (Tail<E> tail = Tail.fromBeginning(kafka, topic)) {
            boolean more = true;
            while (more) {
                List<E> events = tail.poll(POLL);
                events.forEach(event -> out.println(readable(event)));
                out.flush();
                more = follow || !tail.caughtUp();
            }
        }
    }

    /** The event as JSON, with the size of a payload in place of its bytes. */
    private static JsonNode readable(Object event) {
        ObjectNode json = Json.EVENTS.valueToTree(event);
        Map<String, JsonNode> payloads = json.properties().stream()
                .filter(field -> field.getValue().isBinary())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        payloads.forEach((field, bytes) -> json.put(field, (bytes.asText().length() / 4 * 3) + " bytes"));
        return json;
    }

    private static Topic<?> topic(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no topic '" + name + "'; './vidstyle events' lists them"));
    }
}
