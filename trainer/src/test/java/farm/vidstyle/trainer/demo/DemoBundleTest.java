package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.evaluation.BundleExam;
import farm.vidstyle.trainer.evaluation.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBundleTest {

    private static final long MOST_BYTES = 12_000_000;
    private static final long MOST_BYTES_OF_A_FILE = 5_000_000;

    /** Fewer say little about poses: over two clips the correlation is nearly zero, over ten it is 0.57. */
    private static final int CLIPS = 4;

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

    /** Well below what it scored when it was made, well above what a broken one could. */
    @Test
    void shippedModelInvertsFollowsMotionAndObeysText() {
        DemoBundle.extract(folder);

        try (ModelBundle bundle = ModelBundle.open(folder)) {
            Scores scores = new BundleExam(bundle, CLIPS).run();

            assertThat(scores.inversion()).isGreaterThan(23);
            assertThat(scores.reconstruction()).isGreaterThan(scores.constant() + 0.8);
            assertThat(scores.animation().model())
                    .isGreaterThan(scores.animation().plain() + 0.8);
            assertThat(scores.poseCorrelation()).isGreaterThan(0.3);
            assertThat(List.of("background", "hair", "hat", "shirt"))
                    .allSatisfy(attribute -> assertThat(scores.edits().get(attribute))
                            .as(attribute)
                            .isGreaterThan(0.6));
        }
    }
}
