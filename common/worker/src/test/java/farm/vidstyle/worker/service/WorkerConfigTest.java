package farm.vidstyle.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.config.ConfigException;
import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.objectstore.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
    @Test
    void onlyTheStoreMustBeNamed() {
        WorkerConfig config = read(Map.of("VIDSTYLE_STORE", "file:///data"));

        assertThat(config.store()).isEqualTo(new StoreConfig.Directory(Path.of("/data")));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.managementPort()).isEqualTo(9090);
        assertThat(config.warmModels()).isEmpty();
        assertThat(config.models().open()).isEqualTo(2);
        assertThat(config.computeThreads()).isZero();
    }

    @Test
    void everyNameIsRead() {
        WorkerConfig config = read(Map.of(
                "VIDSTYLE_STORE", "file:///data",
                "VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", "broker:1",
                "VIDSTYLE_MANAGEMENT_PORT", "1234",
                "VIDSTYLE_MODEL_CACHE", "/models",
                "VIDSTYLE_OPEN_MODELS", "5",
                "VIDSTYLE_WARM_MODELS", "demo, faces@2",
                "VIDSTYLE_COMPUTE_THREADS", "3"));

        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:1");
        assertThat(config.managementPort()).isEqualTo(1234);
        assertThat(config.models().folder()).isEqualTo(Path.of("/models"));
        assertThat(config.models().open()).isEqualTo(5);
        assertThat(config.warmModels()).isEqualTo(List.of("demo", "faces@2"));
        assertThat(config.computeThreads()).isEqualTo(3);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("VIDSTYLE_OPEN_MODELS", "none", "VIDSTYLE_COMPUTE_THREADS", "-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIDSTYLE_STORE is not set")
                .hasMessageContaining("VIDSTYLE_OPEN_MODELS is 'none'; expected a whole number from 1 to 64")
                .hasMessageContaining("VIDSTYLE_COMPUTE_THREADS is '-1'");
    }

    private static WorkerConfig read(Map<String, String> environment) {
        return Settings.read(environment, WorkerConfig::from);
    }
}
