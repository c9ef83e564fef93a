package farm.vidstyle.worker.service;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.worker.model.ModelCacheConfig;
import java.util.Arrays;
import java.util.List;

/**
 * What every kind of worker is told.
 *
 * @param warmModels loaded and run once before the worker is ready, as {@code name} or {@code name@version}
 * @param computeThreads of a computation; 0 leaves it to libtorch, which takes one a core
 */
public record WorkerConfig(
        int managementPort,
        StoreConfig store,
        KafkaConfig kafka,
        ModelCacheConfig models,
        List<String> warmModels,
        int computeThreads) {
    public WorkerConfig {
        requireNonNull(store, "store");
        requireNonNull(kafka, "kafka");
        requireNonNull(models, "models");
        warmModels = List.copyOf(warmModels);
    }

    public static WorkerConfig from(Settings settings) {
        return new WorkerConfig(
                settings.integer("VIDSTYLE_MANAGEMENT_PORT", 9090, 0, 65_535),
                StoreConfig.from(settings),
                KafkaConfig.from(settings),
                ModelCacheConfig.from(settings),
                names(settings.text("VIDSTYLE_WARM_MODELS", "")),
                settings.integer("VIDSTYLE_COMPUTE_THREADS", 0, 0, 1024));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
