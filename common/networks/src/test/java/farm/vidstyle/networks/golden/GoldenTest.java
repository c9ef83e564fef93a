package farm.vidstyle.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

/** What lacks is said, what differs is said and fails: on a copy of a golden folder with changes. */
class GoldenTest {
    private static final String FOLDER = "11_formats";

    @TempDir
    private Path root;

    private final GoldenReport report = new GoldenReport();

    private Golden golden() {
        return new Golden(root, GoldenRoot.shipped(), FOLDER, report);
    }

    private void copy(String file, String as) throws IOException {
        Files.createDirectories(root.resolve(FOLDER));
        Files.copy(
                GoldenRoot.shipped().resolve(FOLDER).resolve(file),
                root.resolve(FOLDER).resolve(as));
    }

    @Test
    void aMissingFolderIsAbsentAndNeitherPassedNorFailed() {
        Golden golden = golden();

        assertThatThrownBy(golden::requireFolder).isInstanceOf(TestAbortedException.class);

        assertThat(report.summary()).containsExactly("golden ABSENT 11_formats: the whole folder");
    }

    @Test
    void casesAreThoseOfTheFolderAndOursThatItLacksAreAbsent() throws IOException {
        copy("expected_i8.npy", "expected_other.npy");

        assertThat(golden().cases("_tensors_only.pt")).isEmpty();
        assertThat(golden().names(".npy")).containsExactly("expected_other");

        assertThat(report.summary())
                .containsExactly(
                        "golden ABSENT 11_formats: legacy_tensors_only.pt",
                        "golden ABSENT 11_formats: zip_tensors_only.pt");
    }

    @Test
    void everyCaseIsComparedAlsoAfterOneThatFailed() throws IOException {
        copy("expected_i8.npy", "expected_a.npy");
        copy("expected_i16.npy", "expected_b.npy");
        List<String> seen = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            var ours = manager.create(new float[] {-128, 127});

            assertThatThrownBy(() -> golden().eachOf(List.of("lost", "b", "a"), name -> {
                        golden().file("expected_" + name + ".npy");
                        seen.add(name);
                        golden().check("expected_" + name, ours, 1e-6);
                    }))
                    .isInstanceOf(MultipleFailuresError.class)
                    .hasMessageContaining("1 of 3 cases of 11_formats");
        }

        assertThat(seen).containsExactly("b", "a");
        assertThat(report.summary())
                .anyMatch(line -> line.contains("expected_a") && line.endsWith(": ok"))
                .anyMatch(line -> line.contains("expected_b") && line.endsWith(": FAILED"))
                .anyMatch(line -> line.contains("lost: left out"))
                .contains("golden ABSENT 11_formats: expected_lost.npy");
    }

    @Test
    void filesThatNobodyOpensAreNamed() throws IOException {
        copy("expected_i8.npy", "read.npy");
        copy("expected_i8.npy", "unread.npy");

        golden().file("read.npy");

        assertThat(report.unread(root.resolve(FOLDER))).containsExactly("unread.npy");
    }

    @Test
    void theReportHasALineForEveryArray() throws IOException {
        copy("expected_i8.npy", "expected_a.npy");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            golden().check("expected_a", manager.create(new float[] {-128, 127.0001f}), 1e-5);
        }
        Path file = root.resolve("target/report.md");

        report.write(file, root);

        assertThat(Files.readString(file)).contains("| 11_formats | expected_a | expected_a | (2) | 9.9");
        assertThat(Files.readString(file)).contains(" | 1e-05 | ok |");
    }
}
