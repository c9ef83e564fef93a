package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CheckpointFuzzCorpusTest {
    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void everythingTheFuzzerFoundIsReadOrRefused() throws IOException, URISyntaxException {
        Path corpus = Path.of(
                CheckpointFuzzCorpusTest.class.getResource("/fuzz/checkpoint").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(corpus)) {
            files = all.toList();
        }

        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            assertThatCode(() -> CheckpointFuzz.fuzzerTestOneInput(content))
                    .as(file.getFileName().toString())
                    .doesNotThrowAnyException();
        }
    }
}
