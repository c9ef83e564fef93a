package farm.vidstyle.networks.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.pyramid.PyramidConfig;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

    private static final PyramidConfig PYRAMID =
            new PyramidConfig(64, 32, List.of(8, 8, 12, 16), List.of(2, 3, 5), 256);
    private static final VidStyleOdeConfig CONFIG = new VidStyleOdeConfig(
            new DynamicsConfig(32, 32, 32, 2, 16, 8, 32),
            new ModulationConfig(32, 4, 3, 2, 1, 64, 32),
            List.of(MapperGroup.of(2, 3, 32), MapperGroup.of(3, 2, 32), MapperGroup.of(5, 2, 32)),
            32,
            100,
            0.01);

    @TempDir
    private Path folder;

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.shipped("07_end_to_end");

    @BeforeEach
    void writeBundle() throws IOException {
        Files.copy(golden.file("last.ckpt"), folder.resolve("last.ckpt"));
        try (NDManager training = request.newSubManager()) {
            Weights weights = Weights.grown(
                    training, (name, shape, type, trained) -> training.randomNormal(0, 0.1f, shape, type));
            new PyramidEncoder(weights, PYRAMID);
            Safetensors.write(folder.resolve("pyramid.safetensors"), weights.given(), Map.of());
        }
        Files.write(folder.resolve("vocabulary.txt"), merges());
        write(UnaryOperator.identity());
    }

    /** A heading and the 86 merges of the checkpoint's vocabulary of 600 ids; which ones does not matter. */
    private static List<String> merges() {
        List<String> lines = new ArrayList<>(List.of("merges"));
        for (int i = 0; i < 86; i++) {
            lines.add((char) ('a' + i / 10) + " " + (char) ('k' + i % 10));
        }
        return lines;
    }

    @AfterEach
    void close() {
        request.close();
    }

    private void write(UnaryOperator<NetworkEntry> change) {
        Map<NetworkRole, NetworkEntry> networks = new EnumMap<>(NetworkRole.class);
        networks.put(NetworkRole.GENERATOR, change.apply(inCheckpoint("stylegan2", "stylegan_G.G.", Map.of())));
        networks.put(NetworkRole.VIDSTYLEODE, change.apply(inCheckpoint("vidstyleode", "", CONFIG)));
        ClipParameters clip = new ClipParameters(true, BundleFile.of(folder, "vocabulary.txt"));
        networks.put(NetworkRole.CLIP, inCheckpoint("clip", "clip_loss.model.", clip));
        networks.put(NetworkRole.INVERSION, NetworkEntry.of(folder, "pyramid.safetensors", "pyramid", PYRAMID));
        new BundleManifest("demo", "1", "CC-BY-4.0", Alignment.NONE, new FrameSize(64, 64), networks).write(folder);
    }

    private NetworkEntry inCheckpoint(String kind, String prefix, Object parameters) {
        NetworkEntry entry = NetworkEntry.of(folder, "last.ckpt", kind, parameters);
        return new NetworkEntry(kind, "last.ckpt", entry.sha256(), List.of("state_dict"), prefix, entry.parameters());
    }

    @Test
    void paintsWhatTheReferencePaints() {
        try (ModelBundle bundle = ModelBundle.open(folder)) {
            NDArray frame = bundle.generate(golden.array(request, "recon_mean_inversion"));

            golden.check("recon_ref_frame", frame, 2e-5);
            assertThat(bundle.digest()).isEqualTo(BundleManifest.digest(folder));
        }
    }

    @Test
    void seesAndReadsAsTheReferenceDoes() {
        try (ModelBundle bundle = ModelBundle.open(folder)) {
            NDArray frame = golden.array(request, "recon_ref_frame");

            golden.check("recon_frame_feat", bundle.clip().imageFeatures(frame), 1e-5);
            assertThat(bundle.clip().textFeatures(request, "a face").getShape()).isEqualTo(new Shape(1, 32));
        }
    }

    @Test
    void anotherVocabularyIsNoticed() throws IOException {
        Files.writeString(folder.resolve("vocabulary.txt"), "changed");

        assertThatThrownBy(() -> ModelBundle.open(folder)).hasMessageContaining("clip: vocabulary.txt has SHA-256");
    }

    @Test
    void pixelsAndCodesDoNotDependOnTheChunk() {
        try (ModelBundle bundle = ModelBundle.open(folder)) {
            NDArray frames = request.randomUniform(-1, 1, new Shape(19, 3, 64, 64));

            NDArray codes = bundle.invert(frames);
            NDArray images = bundle.generate(codes);

            NDList pieces = new NDList();
            for (String piece : List.of("0:3", "3:4", "4:19")) {
                pieces.add(bundle.generate(bundle.invert(frames.get(new NDIndex(piece)))));
            }
            assertThat(NDArrays.concat(pieces).toFloatArray()).containsExactly(images.toFloatArray());
        }
    }

    @Test
    void nothingButResultsIsLeft() {
        try (ModelBundle bundle = ModelBundle.open(folder)) {
            NDArray frames = request.randomUniform(-1, 1, new Shape(2, 3, 64, 64));
            int before = request.getManagedArrays().size();

            bundle.generate(bundle.invert(frames));

            assertThat(request.getManagedArrays()).hasSize(before + 2);
        }
    }

    @Test
    void allThatIsWrongIsInOneReport() {
        write(entry -> new NetworkEntry(
                entry.kind(), entry.file(), entry.sha256(), entry.path(), "wrong.", entry.parameters()));

        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle demo 1 in " + folder + " cannot be loaded: generator: ")
                .hasMessageContaining("wrong.input.input")
                .hasMessageContaining("vidstyleode: ")
                .hasMessageContaining("missing [wrong.bVAE_enc.");
    }

    @Test
    void kindsThatNobodyKnowsAreNamed() {
        write(entry -> new NetworkEntry(
                entry.kind() + "9", entry.file(), entry.sha256(), entry.path(), entry.prefix(), entry.parameters()));

        assertThatThrownBy(() -> ModelBundle.open(folder))
                .hasMessageContaining("generator: kind is 'stylegan29'; expected one of [stylegan2]");
    }
}
