package farm.vidstyle.worker.service;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.model.UnknownModelException;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.ComputeLane;
import farm.vidstyle.worker.model.ModelCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What workers work with. Made once a process, and closed by whoever made it, after the workers: several kinds of
 * workers in one process share it, and with it the open models and the one lane for heavy computations.
 */
public record Workplace(
        ObjectStore store,
        ModelCache models,
        KafkaConfig kafka,
        Publisher publisher,
        ComputeLane lane,
        MeterRegistry meters) {
    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

    /** What a worker runs once with a model, so that the first item of work is no slower than the second. */
    @FunctionalInterface
    public interface WarmUp {
        void run(ModelCache.Lease model) throws Exception;
    }

    /** Loads the models and runs {@code warmUp} with each. A model that is missing or broken is left to who asks for it. */
    public void warmUp(List<String> names, WarmUp warmUp) {
        ModelCatalog catalog = new ModelCatalog(store);
        for (String name : names) {
            try (ModelCache.Lease model = models.lease(catalog.find(name).ref())) {
                lane.run(() -> warmUp.run(model));
                LOG.atInfo().addKeyValue("model", name).log("model is warm");
            } catch (UnknownModelException e) {
                LOG.atWarn().addKeyValue("model", name).setCause(e).log("model to warm up is not in the store");
            } catch (Exception e) {
                LOG.atError().addKeyValue("model", name).setCause(e).log("model cannot be warmed up");
            }
        }
    }
}
