package farm.vidstyle.networks.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleManifestTest {

    private static final VidStyleOdeConfig CONFIG = new VidStyleOdeConfig(
            new DynamicsConfig(32, 32, 32, 2, 16, 8, 32),
            new ModulationConfig(32, 4, 3, 2, 1, 64, 32),
            List.of(MapperGroup.of(2, 3, 32), MapperGroup.of(3, 2, 32), MapperGroup.of(5, 2, 32)),
            32,
            100,
            0.01);

    @TempDir
    private Path folder;

    private BundleManifest manifest() throws IOException {
        Files.writeString(folder.resolve("weights.bin"), "weights");
        NetworkEntry plain = NetworkEntry.of(folder, "weights.bin", "some", Map.of());
        Map<NetworkRole, NetworkEntry> networks = new EnumMap<>(NetworkRole.class);
        for (NetworkRole role : NetworkRole.values()) {
            networks.put(role, plain);
        }
        networks.put(NetworkRole.VIDSTYLEODE, NetworkEntry.of(folder, "weights.bin", "vidstyleode", CONFIG));
        networks.put(
                NetworkRole.GENERATOR,
                new NetworkEntry(
                        "stylegan2",
                        "weights.bin",
                        plain.sha256(),
                        List.of("state_dict"),
                        "stylegan_G.G.",
                        JsonNodeFactory.instance.objectNode()));
        return new BundleManifest("demo", "1.0", "CC-BY-4.0", Alignment.CENTER_CROP, new FrameSize(64, 48), networks);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        BundleManifest written = manifest();

        written.write(folder);

        assertThat(BundleManifest.read(folder)).isEqualTo(written);
        NetworkEntry entry = BundleManifest.read(folder).networks().get(NetworkRole.VIDSTYLEODE);
        assertThat(entry.parameters(VidStyleOdeConfig.class)).isEqualTo(CONFIG);
        assertThat(BundleManifest.digest(folder)).hasSize(64).isEqualTo(BundleManifest.digest(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: demo | nom: demo | key 'nom' is unknown",
                "name: demo | name: ../demo | name is '../demo'",
                "alignment: center-crop | alignment: centre | expected one of [none, center-crop, face]",
                "height: 64 | height: 0 | frame size is 0x48",
                "height: 64 | height: tall | height is 'tall'; expected a whole number",
                "inversion: | invention: | key 'invention' is unknown",
                "kind: stylegan2 | kind: | kind is missing",
                "name: demo | name: [ | is not YAML",
            })
    void mistakesAreNamed(String right, String wrong, String message) throws IOException {
        manifest().write(folder);
        Path file = folder.resolve(BundleManifest.FILE);
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        assertThatThrownBy(() -> BundleManifest.read(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void changedFilesAreFound() throws IOException {
        BundleManifest manifest = manifest();
        Files.writeString(folder.resolve("weights.bin"), "changed");

        assertThatThrownBy(() -> manifest.verifyFiles(folder))
                .hasMessageContaining("generator: weights.bin has SHA-256")
                .hasMessageContaining("clip: weights.bin");
    }

    @Test
    void filesOutsideTheBundleAreRefused() throws IOException {
        manifest();

        assertThatThrownBy(() -> BundleManifest.file(folder, "../secret")).hasMessageContaining("outside the bundle");
        assertThatThrownBy(() -> BundleManifest.file(folder, "absent")).hasMessage("file absent does not exist");
    }

    @Test
    void parametersTooManyOrTooFewAreNamed() throws IOException {
        NetworkEntry entry = manifest().networks().get(NetworkRole.VIDSTYLEODE);
        NetworkEntry few = NetworkEntry.of(folder, "weights.bin", "vidstyleode", Map.of("styleWidth", 3));

        assertThatThrownBy(() -> few.parameters(VidStyleOdeConfig.class))
                .hasMessageContaining("parameters of vidstyleode are not a VidStyleOdeConfig")
                .hasMessageContaining("dynamics");
        assertThatThrownBy(() -> entry.parameters(FrameSize.class)).hasMessageContaining("FrameSize");
    }
}
