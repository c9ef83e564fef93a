package farm.vidstyle.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InversionConfigTest {
    @Test
    void itsWorkHasItsOwnGroupAndTheConfiguredLock() {
        InversionConfig config =
                InversionConfig.from(Map.of("VIDSTYLE_STORE", "file:///data", "VIDSTYLE_WORK_LOCK", "5m"));

        assertThat(config.work().group()).isEqualTo("vidstyle-inversion");
        assertThat(config.work().lock()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void problemsOfTheWorkerAndOfItsWorkAreReportedTogether() {
        assertThatThrownBy(() ->
                        InversionConfig.from(Map.of("VIDSTYLE_OPEN_MODELS", "none", "VIDSTYLE_WORK_LOCK", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIDSTYLE_STORE is not set")
                .hasMessageContaining("VIDSTYLE_OPEN_MODELS is 'none'")
                .hasMessageContaining("VIDSTYLE_WORK_LOCK is 'soon'");
    }
}
