package farm.vidstyle.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.config.ConfigException;
import farm.vidstyle.networks.stylegan.Precision;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderConfigTest {
    @Test
    void paintsInFloat32UnlessTold() {
        Map<String, String> told = Map.of("VIDSTYLE_STORE", "file:///data", "VIDSTYLE_DECODER_PRECISION", "bfloat16");

        assertThat(RenderConfig.from(Map.of("VIDSTYLE_STORE", "file:///data")).decoder())
                .isEqualTo(Precision.FLOAT32);
        assertThat(RenderConfig.from(told).decoder()).isEqualTo(Precision.BFLOAT16);
    }

    @Test
    void itsWorkHasItsOwnGroupAndTheConfiguredLock() {
        RenderConfig config = RenderConfig.from(Map.of("VIDSTYLE_STORE", "file:///data", "VIDSTYLE_WORK_LOCK", "5m"));

        assertThat(config.motion().group()).isEqualTo("vidstyle-motion");
        assertThat(config.segments().group()).isEqualTo("vidstyle-rendering");
        assertThat(config.motion().lock()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.segments().lock()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void problemsOfTheWorkerAndOfItsWorkAreReportedTogether() {
        assertThatThrownBy(
                        () -> RenderConfig.from(Map.of("VIDSTYLE_OPEN_MODELS", "none", "VIDSTYLE_WORK_LOCK", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIDSTYLE_STORE is not set")
                .hasMessageContaining("VIDSTYLE_OPEN_MODELS is 'none'")
                .hasMessageContaining("VIDSTYLE_WORK_LOCK is 'soon'");
    }
}
