package farm.vidstyle.farm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private enum Colour {
        RED,
        DARK_RED
    }

    private record Example(
            String name, int threads, double share, boolean fast, Duration patience, Path folder, Colour colour) {
        static Example from(Settings settings) {
            return new Example(
                    settings.text("NAME", "nobody"),
                    settings.integer("THREADS", 2, 1, 64),
                    settings.number("SHARE", 0.5, 0, 1),
                    settings.flag("FAST", false),
                    settings.duration("WAIT", Duration.ofSeconds(5)),
                    settings.path("FOLDER", Path.of("here")),
                    settings.choice("COLOUR", Colour.RED));
        }
    }

    @Test
    void defaultsStandWhereNothingIsSet() {
        Example example = Settings.read(Map.of("THREADS", " ", "OTHER", "x"), Example::from);

        assertThat(example)
                .isEqualTo(new Example("nobody", 2, 0.5, false, Duration.ofSeconds(5), Path.of("here"), Colour.RED));
    }

    @Test
    void everyNameIsRead() {
        Map<String, String> values = Map.of(
                "NAME",
                "a",
                "THREADS",
                "64",
                "SHARE",
                "1",
                "FAST",
                "TRUE",
                "WAIT",
                "250ms",
                "FOLDER",
                "/tmp/x",
                "COLOUR",
                "dark-red");

        assertThat(Settings.read(values, Example::from))
                .isEqualTo(new Example("a", 64, 1, true, Duration.ofMillis(250), Path.of("/tmp/x"), Colour.DARK_RED));
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        Map<String, String> values = Map.of(
                "THREADS", "four", "SHARE", "NaN", "FAST", "yes", "WAIT", "-5s", "FOLDER", "\0", "COLOUR", "blue");

        ConfigException e = catchThrowableOfType(ConfigException.class, () -> Settings.read(values, Example::from));

        assertThat(e.problems())
                .containsExactly(
                        "THREADS is 'four'; expected a whole number from 1 to 64",
                        "SHARE is 'NaN'; expected a number from 0.0 to 1.0",
                        "FAST is 'yes'; expected true or false",
                        "WAIT is '-5s'; expected a length of time such as 250ms, 30s, 5m or 2h",
                        "FOLDER is '\0'; expected a path",
                        "COLOUR is 'blue'; expected one of [RED, DARK_RED]");
        assertThat(e).hasMessageContaining("THREADS").hasMessageContaining("COLOUR");
    }

    @Test
    void numbersOutOfRangeAreProblems() {
        for (String value : new String[] {"0", "65", "99999999999999999999", "1.5", "-1"}) {
            assertThatThrownBy(() -> Settings.read(Map.of("THREADS", value), Example::from))
                    .hasMessage("THREADS is '" + value + "'; expected a whole number from 1 to 64");
        }
    }

    @Test
    void lengthsOfTimeComeInAllUnits() {
        Map<String, Duration> expected = Map.of(
                "250ms", Duration.ofMillis(250),
                "30s", Duration.ofSeconds(30),
                "5m", Duration.ofMinutes(5),
                "2h", Duration.ofHours(2),
                "PT1M30S", Duration.ofSeconds(90),
                "1m30s", Duration.ofSeconds(90));

        expected.forEach((text, duration) -> assertThat(Settings.read(Map.of("WAIT", text), Example::from).patience)
                .as(text)
                .isEqualTo(duration));
        for (String wrong : new String[] {"5", "s", "soon", "9223372036854775807h"}) {
            assertThatThrownBy(() -> Settings.read(Map.of("WAIT", wrong), Example::from))
                    .isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void whatARecordRefusesIsOneOfTheProblems() {
        assertThatThrownBy(() -> Settings.read(Map.of(), settings -> {
                    settings.text("TOKEN");
                    throw new IllegalArgumentException("token is empty");
                }))
                .isInstanceOf(ConfigException.class)
                .hasMessage("TOKEN is not set; expected a value\ntoken is empty");
    }
}
