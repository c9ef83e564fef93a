package farm.vidstyle.ingest;

import farm.vidstyle.farm.lifecycle.ShutdownHook;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.telemetry.ManagementServer;
import farm.vidstyle.farm.telemetry.Meters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The ingest service as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        IngestConfig config = IngestConfig.from(System.getenv());
        ShutdownHook shutdown = ShutdownHook.install();
        PrometheusMeterRegistry meters = Meters.prometheus();
        try (ManagementServer management = ManagementServer.start(config.managementPort(), "ingest-service", meters);
                ObjectStore store = ObjectStore.open(config.store());
                IngestService service = IngestService.start(config, store, meters)) {
            management.live("ingest", service::isAlive);
            management.ready("ingest", service::isReady);
            management.markReady();
            shutdown.await();
            management.markDraining();
        }
    }
}
