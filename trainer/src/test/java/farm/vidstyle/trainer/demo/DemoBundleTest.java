package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBundleTest {

    private static final long MOST_BYTES = 12_000_000;
    private static final long MOST_BYTES_OF_A_FILE = 7_000_000;

    @TempDir
    Path folder;

    @Test
    void shippedModelIsSmall() throws IOException {
        DemoBundle.extract(folder);

        try (Stream<Path> files = Files.list(folder)) {
            long[] sizes = files.mapToLong(file -> file.toFile().length()).toArray();
            assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan(MOST_BYTES_OF_A_FILE);
            assertThat(Arrays.stream(sizes).sum()).isLessThan(MOST_BYTES);
        }
    }
}
