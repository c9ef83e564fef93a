package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CheckpointFuzzCorpusTest {
    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void everythingTheFuzzerFoundIsReadOrRefused() throws IOException {
        List<Path> files = CheckpointFuzz.corpus();

        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            assertThatCode(() -> CheckpointFuzz.fuzzerTestOneInput(content))
                    .as(file.getFileName().toString())
                    .doesNotThrowAnyException();
        }
    }
}
