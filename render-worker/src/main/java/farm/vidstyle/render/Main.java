package farm.vidstyle.render;

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
import farm.vidstyle.worker.service.WorkerConfig;
import farm.vidstyle.worker.service.Workplace;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The render worker as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        RenderConfig config = RenderConfig.from(System.getenv());
        WorkerConfig worker = config.worker();
        ShutdownHook shutdown = ShutdownHook.install();
        PrometheusMeterRegistry meters = Meters.prometheus();
        ComputeThreads.use(worker.computeThreads());
        TopicAdmin.ensure(worker.kafka(), Topics.ALL);
        try (ManagementServer management = ManagementServer.start(worker.managementPort(), "render-worker", meters);
                ObjectStore store = ObjectStore.open(worker.store());
                ModelCache models = new ModelCache(worker.models(), store);
                Publisher publisher = Publisher.open(worker.kafka());
                RenderService service = RenderService.start(
                        config, new Workplace(store, models, worker.kafka(), publisher, new ComputeLane(), meters))) {
            management.live("render", service::running);
            management.markReady();
            shutdown.await();
            management.markDraining();
        }
    }
}
