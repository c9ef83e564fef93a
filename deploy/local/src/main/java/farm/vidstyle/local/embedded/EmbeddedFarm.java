package farm.vidstyle.local.embedded;

import farm.vidstyle.farm.broker.EmbeddedBroker;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.telemetry.ManagementServer;
import farm.vidstyle.farm.telemetry.Meters;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.ComputeLane;
import farm.vidstyle.ingest.IngestConfig;
import farm.vidstyle.ingest.IngestService;
import farm.vidstyle.inversion.InversionConfig;
import farm.vidstyle.inversion.InversionService;
import farm.vidstyle.render.RenderConfig;
import farm.vidstyle.render.RenderService;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.service.Workplace;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole farm in this JVM. The services are configured as in containers, from the environment; what makes them one
 * farm, the broker's address, the store and the ports, is laid over it. The workers share one compute lane: two heavy
 * computations on the same cores are slower than one after the other.
 */
public final class EmbeddedFarm implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private String bootstrapServers = "";
    private URI address = URI.create("http://localhost");
    private URI management = URI.create("http://localhost");

    private EmbeddedFarm() {}

    /** Returns once the farm takes uploads. What a farm on this folder left unfinished goes on. */
    public static EmbeddedFarm start(Path data, FarmPorts ports, Map<String, String> environment) throws IOException {
        EmbeddedFarm farm = new EmbeddedFarm();
        try {
            farm.open(data, ports, environment);
            return farm;
        } catch (RuntimeException | IOException e) {
            farm.close();
            throw e;
        }
    }

    /** Where the HTTP API is. */
    public URI address() {
        return address;
    }

    /** Where health and metrics are. */
    public URI management() {
        return management;
    }

    /** Where the broker is. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Closes everything in reverse; running work is finished first. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = failure == null
                        ? new IllegalStateException("stopping the farm: " + e.getMessage(), e)
                        : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void open(Path data, FarmPorts ports, Map<String, String> environment) throws IOException {
        FarmFolder folder = keep(FarmFolder.hold(data.toAbsolutePath()));
        bootstrapServers =
                keep(EmbeddedBroker.start(folder.broker(), ports.kafka())).bootstrapServers();
        Map<String, String> settings = settings(folder, ports, environment);
        KafkaConfig kafka = KafkaConfig.of(bootstrapServers);
        TopicAdmin.ensure(kafka, Topics.ALL);
        PrometheusMeterRegistry meters = Meters.prometheus();
        ManagementServer server = keep(ManagementServer.start(ports.management(), "vidstyle-farm", meters));
        management = URI.create("http://localhost:" + server.port());
        RenderConfig render = RenderConfig.from(settings);
        ObjectStore store = keep(ObjectStore.open(render.worker().store()));
        DemoModel.ensure(store, folder.models());
        Publisher publisher = keep(Publisher.open(kafka));
        ModelCache models = keep(new ModelCache(render.worker().models(), store));
        Workplace place = new Workplace(store, models, kafka, publisher, new ComputeLane(), meters);
        keep(InversionService.start(InversionConfig.from(settings), place));
        keep(RenderService.start(render, place));
        IngestService ingest = keep(IngestService.start(IngestConfig.from(settings), store, meters));
        address = URI.create("http://localhost:" + ingest.port());
        server.markReady();
    }

    private Map<String, String> settings(FarmFolder folder, FarmPorts ports, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        settings.put("VIDSTYLE_STORE", folder.store().toUri().toString());
        settings.put("VIDSTYLE_WORK_DIR", folder.work().toString());
        settings.put("VIDSTYLE_MODEL_CACHE", folder.models().toString());
        settings.put("VIDSTYLE_PORT", Integer.toString(ports.http()));
        return settings;
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }
}
