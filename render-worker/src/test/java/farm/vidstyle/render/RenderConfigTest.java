package farm.vidstyle.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.config.ConfigException;
import farm.vidstyle.farm.objectstore.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderConfigTest {
    @Test
    void onlyTheStoreMustBeNamed() {
        RenderConfig config = RenderConfig.from(Map.of("VIDSTYLE_STORE", "file:///data"));

        assertThat(config.worker().store()).isEqualTo(new StoreConfig.Directory(Path.of("/data")));
        assertThat(config.worker().kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.worker().managementPort()).isEqualTo(9090);
        assertThat(config.worker().warmModels()).isEmpty();
        assertThat(config.worker().models().open()).isEqualTo(2);
        assertThat(config.worker().computeThreads()).isZero();
        assertThat(config.motion().group()).isEqualTo("vidstyle-motion");
        assertThat(config.segments().group()).isEqualTo("vidstyle-rendering");
    }

    @Test
    void everyNameIsRead() {
        RenderConfig config = RenderConfig.from(Map.of(
                "VIDSTYLE_STORE", "file:///data",
                "VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", "broker:1",
                "VIDSTYLE_MANAGEMENT_PORT", "1234",
                "VIDSTYLE_MODEL_CACHE", "/models",
                "VIDSTYLE_OPEN_MODELS", "5",
                "VIDSTYLE_WARM_MODELS", "demo, faces@2",
                "VIDSTYLE_COMPUTE_THREADS", "3",
                "VIDSTYLE_WORK_LOCK", "5m"));

        assertThat(config.worker().kafka().bootstrapServers()).isEqualTo("broker:1");
        assertThat(config.worker().managementPort()).isEqualTo(1234);
        assertThat(config.worker().models().folder()).isEqualTo(Path.of("/models"));
        assertThat(config.worker().models().open()).isEqualTo(5);
        assertThat(config.worker().warmModels()).isEqualTo(List.of("demo", "faces@2"));
        assertThat(config.worker().computeThreads()).isEqualTo(3);
        assertThat(config.segments().lock()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() ->
                        RenderConfig.from(Map.of("VIDSTYLE_OPEN_MODELS", "none", "VIDSTYLE_COMPUTE_THREADS", "-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIDSTYLE_STORE is not set")
                .hasMessageContaining("VIDSTYLE_OPEN_MODELS is 'none'; expected a whole number from 1 to 64")
                .hasMessageContaining("VIDSTYLE_COMPUTE_THREADS is '-1'");
    }
}
