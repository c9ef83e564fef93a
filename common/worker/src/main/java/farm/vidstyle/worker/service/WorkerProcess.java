package farm.vidstyle.worker.service;

import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.lifecycle.ShutdownHook;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.telemetry.ManagementServer;
import farm.vidstyle.farm.telemetry.Meters;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.ComputeLane;
import farm.vidstyle.worker.model.ComputeThreads;
import farm.vidstyle.worker.model.ModelCache;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Function;

/** A worker as a process of its own, with health and metrics, until it is asked to end. */
public final class WorkerProcess {
    private WorkerProcess() {}

    /** Runs what {@code start} makes of the process' one workplace; {@code name} is the service's name outside. */
    public static void run(String name, WorkerConfig config, Function<Workplace, WorkerService> start) {
        ShutdownHook shutdown = ShutdownHook.install();
        PrometheusMeterRegistry meters = Meters.prometheus();
        ComputeThreads.use(config.computeThreads());
        TopicAdmin.ensure(config.kafka(), Topics.ALL);
        try (ManagementServer management = ManagementServer.start(config.managementPort(), name, meters);
                ObjectStore store = ObjectStore.open(config.store());
                ModelCache models = new ModelCache(config.models(), store);
                Publisher publisher = Publisher.open(config.kafka());
                WorkerService service = start.apply(
                        new Workplace(store, models, config.kafka(), publisher, new ComputeLane(), meters))) {
            management.live(name, service::running);
            management.markReady();
            shutdown.await();
            management.markDraining();
        }
    }
}
