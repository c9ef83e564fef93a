package farm.vidstyle.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTableTest {

    @TempDir
    Path folder;

    @Test
    void aTableGoesOnBehindTheCheckpoint() throws IOException {
        Path file = folder.resolve("metrics.csv");
        try (MetricsTable table = MetricsTable.open(file, List.of("loss", "rate"), 0)) {
            table.row(1, Map.of("loss", 0.1, "rate", 2.0));
            table.row(2, Map.of("loss", 0.30000000000000004));
            table.row(3, Map.of("rate", 4e-6));
        }

        try (MetricsTable table = MetricsTable.open(file, List.of("loss", "rate"), 2)) {
            table.row(3, Map.of("loss", 7.0, "rate", 8.0));
        }

        assertThat(file).content().isEqualTo("step,loss,rate\n1,0.1,2\n2,0.30000000000000004,\n3,7,8\n");
    }
}
