package farm.vidstyle.networks.check;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.imports.BundleImport;
import farm.vidstyle.networks.imports.ImportRequest;
import farm.vidstyle.networks.testing.OfficialFiles;
import farm.vidstyle.networks.testing.OfficialSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTest {
    @TempDir
    private Path folder;

    private Path bundle = Path.of(".");

    @BeforeEach
    void importBundle() throws IOException {
        OfficialFiles.write(OfficialSizes.SMALL, folder, 3);
        bundle = folder.resolve("bundle");
        ImportRequest.Sources sources = new ImportRequest.Sources(
                Map.of(
                        "vidstyleode", folder.resolve(OfficialFiles.CHECKPOINT),
                        "inversion", folder.resolve(OfficialFiles.PSP)),
                folder.resolve(OfficialFiles.VOCABULARY));
        BundleImport.run(
                new ImportRequest(
                        new ImportRequest.Identity("faces", "2", "CC0", Alignment.NONE),
                        folder.resolve(OfficialFiles.CONFIG),
                        sources,
                        true,
                        false),
                bundle,
                line -> {});
    }

    @Test
    void aSoundBundleIsReportedWithRangesOfAllNetworks() {
        CheckReport report = BundleCheck.run(bundle);

        assertThat(report.problems()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.name()).isEqualTo("faces");
        assertThat(report.digest()).hasSize(64);
        assertThat(report.outputs())
                .hasSize(8)
                .allSatisfy(
                        output -> assertThat(output.max()).as(output.network()).isGreaterThan(output.min()))
                .allSatisfy(output -> assertThat(Math.max(-output.min(), output.max()))
                        .as("random weights of %s are neither tiny nor huge", output.network())
                        .isBetween(1e-3, 50.0));
    }

    @Test
    void aChangedFileIsAProblem() throws IOException {
        Path file = bundle.resolve("clip.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        CheckReport report = BundleCheck.run(bundle);

        assertThat(report.sound()).isFalse();
        assertThat(report.problems()).singleElement().asString().contains("clip: clip.safetensors has SHA-256");
    }

    @Test
    void aFolderWithoutAManifestIsAProblem() {
        assertThat(BundleCheck.run(folder.resolve("absent")).problems())
                .singleElement()
                .asString()
                .contains("cannot read");
    }
}
