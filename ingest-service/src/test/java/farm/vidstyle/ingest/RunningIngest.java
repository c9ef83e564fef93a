package farm.vidstyle.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.farm.broker.EmbeddedBroker;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A whole ingest service over a real broker and a directory store, one for all tests that take it as a parameter. */
public final class RunningIngest implements AutoCloseable {
    /** Limits small enough to be passed by small files. */
    public static final long MAX_BYTES = 136L << 20;

    public static final double MAX_SECONDS = 60;

    private static final String BUNDLE = """
            name: %s
            version: "1"
            licence: Apache-2.0
            alignment: %s
            frameSize: {width: 64, height: 64}
            networks: {vidstyleode: {parameters: {videoLength: 20}}}
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedBroker broker;
    private final ObjectStore store;
    private final KafkaConfig kafka;
    private final Publisher publisher;
    private final IngestService service;
    private final Path root;

    private RunningIngest(Path root) throws IOException {
        broker = EmbeddedBroker.start(root.resolve("kafka"), EmbeddedBroker.ANY_PORT);
        this.root = root;
        Map<String, String> environment = Map.of(
                "VIDSTYLE_PORT", "0",
                "VIDSTYLE_STORE", root.resolve("store").toUri().toString(),
                "VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "VIDSTYLE_WORK_DIR", root.resolve("work").toString(),
                "VIDSTYLE_MAX_BYTES", Long.toString(MAX_BYTES),
                "VIDSTYLE_MAX_SECONDS", Double.toString(MAX_SECONDS),
                "VIDSTYLE_WORK_BACKOFF", "100ms",
                "VIDSTYLE_CLIENT_PATIENCE", "2s");
        IngestConfig config = IngestConfig.from(environment);
        store = ObjectStore.open(config.store());
        store.put(
                Layout.model("demo", "1", "bundle.yaml"),
                BUNDLE.formatted("demo", "center-crop").getBytes(UTF_8));
        store.put(
                Layout.model("plain", "1", "bundle.yaml"),
                BUNDLE.formatted("plain", "none").getBytes(UTF_8));
        store.put(
                Layout.model("faces", "1", "bundle.yaml"),
                BUNDLE.formatted("faces", "face").getBytes(UTF_8));
        kafka = config.kafka();
        publisher = Publisher.open(kafka);
        service = IngestService.start(config, store, new SimpleMeterRegistry());
        Awaitility.await().atMost(PATIENCE).until(service::isReady);
        Awaitility.await().atMost(PATIENCE).until(service::isReady);
    }

    public ObjectStore store() {
        return store;
    }

    public Publisher publisher() {
        return publisher;
    }

    public URI address() {
        return URI.create("http://localhost:" + service.port());
    }

    public ModelRef model(String name) {
        return new ModelCatalog(store).find(name).ref();
    }

    /** Waits for an event, from the topic's beginning on. */
    public <E> E await(Topic<E> topic, Predicate<E> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Tail<E> tail = Tail.fromBeginning(kafka, topic)) {
            while (Instant.now().isBefore(deadline)) {
                for (E event : tail.poll(Duration.ofMillis(200))) {
                    if (wanted.test(event)) {
                        return event;
                    }
                }
            }
        }
        throw new AssertionError("nothing like that came on " + topic + " within " + PATIENCE);
    }

    public <E> Tail<E> tail(Topic<E> topic) {
        return Tail.fromBeginning(kafka, topic);
    }

    @Override
    public void close() {
        service.close();
        publisher.close();
        store.close();
        broker.close();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("deleting " + root, e);
        }
    }

    /** Hands out the one service and closes it after the last test. */
    public static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Extension.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningIngest.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(NAMESPACE).computeIfAbsent("ingest", key -> start(), RunningIngest.class);
        }

        private static RunningIngest start() {
            try {
                return new RunningIngest(Files.createTempDirectory("ingest-test"));
            } catch (IOException e) {
                throw new UncheckedIOException("starting the ingest service for tests", e);
            }
        }
    }
}
