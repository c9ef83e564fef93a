package farm.vidstyle.networks.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.psp.PspEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.testing.OfficialFiles;
import farm.vidstyle.networks.testing.OfficialSizes;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleImportTest {
    private static final OfficialSizes SIZES = OfficialSizes.SMALL;

    @TempDir
    static Path official;

    @TempDir
    private Path folder;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void writeOfficialFiles() throws IOException {
        OfficialFiles.write(SIZES, official, 7);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theCheckpointAndAnEncoderAreEnough() {
        BundleManifest manifest = run(Map.of());

        assertThat(manifest).isEqualTo(BundleManifest.read(out()));
        assertThat(manifest.frameSize()).isEqualTo(new FrameSize(64, 64));
        assertThat(manifest.networks().get(NetworkRole.VIDSTYLEODE).parameters(VidStyleOdeConfig.class))
                .isEqualTo(SIZES.ode());
        assertThat(said).anyMatch(line -> line.contains("criterionVGG. (1 names), no part of the product"));
        assertPaintsAsTheOfficialFiles();
    }

    @Test
    void filesOfTheirOwnGiveTheSameModel() {
        run(Map.of(
                "generator", official.resolve(OfficialFiles.GENERATOR), "clip", official.resolve(OfficialFiles.CLIP)));

        assertPaintsAsTheOfficialFiles();
    }

    @Test
    void filesCanStayAsTheyAre() throws IOException {
        Map<String, Path> clip = Map.of("clip", official.resolve(OfficialFiles.CLIP_HUGGING_FACE));

        BundleImport.run(request(sources(clip), official.resolve(OfficialFiles.CONFIG), true), out(), said::add);

        assertThat(names(out()))
                .containsExactlyInAnyOrder(
                        "bundle.yaml", "generator.ckpt", "inversion.pt", "clip.safetensors", "vocabulary.txt.gz");
        assertPaintsAsTheOfficialFiles();
    }

    @Test
    void bothLayoutsOfClipSeeAndReadTheSame() {
        Clip openAi = Clip.load(manager, Checkpoint.open(official.resolve(OfficialFiles.CLIP)));
        Clip huggingFace = Clip.load(manager, Checkpoint.open(official.resolve(OfficialFiles.CLIP_HUGGING_FACE)));
        NDArray picture = manager.linspace(-1, 1, 3 * 40 * 40).reshape(1, 3, 40, 40);
        NDArray ids = manager.arange(77).reshape(1, 77);

        assertThat(huggingFace.config()).isEqualTo(openAi.config()).isEqualTo(SIZES.clip());
        assertThat(Gradients.off(() -> huggingFace.images(picture, true)))
                .isEqualTo(Gradients.off(() -> openAi.images(picture, true)));
        assertThat(Gradients.off(() -> huggingFace.sentences(ids)))
                .isEqualTo(Gradients.off(() -> openAi.sentences(ids)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spatial_code_ch : 8        | spatial_code_ch : 6         | spatial_code_ch is 6 in",
                "n_layer : 2                | n_layer : 3                 | n_layer is 3 in",
                "dyn_attn_n_layer : 1       | dyn_attn_n_layer : 2        | dyn_attn_n_layer is 2 in",
                "n_embd : 16                | n_embd : 32                 | n_embd is 32 in",
                "dyn_block_size : 16        | dyn_block_size : 64         | dyn_block_size is 64 in",
                "num_of_layers : [1, 1, 1]  | num_of_layers : [1, 2, 1]   | num_of_layers of the medium mapper is 2 in",
                "netE_num_downsampling_sp : 3 | netE_num_downsampling_sp : 4 | netE_num_downsampling_sp is 4 in",
                "dynamic_latent_out_dim : 16 | dynamic_latent_out_dim : 8 | dynamic_latent_out_dim is 8 in",
            })
    void disagreementsNameTheConfigurationAndTheWeights(String right, String wrong, String message) throws IOException {
        Path config = config(right, wrong);

        assertThatThrownBy(() -> BundleImport.run(request(sources(Map.of()), config, false), out(), said::add))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(message + " " + config)
                .hasMessageContaining("in " + official.resolve(OfficialFiles.CHECKPOINT));
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "video_length : 20  | video_length : long | model.params.video_length is \"long\"; expected a whole number",
                "img_size : [32, 32] | img_size : [32] | img_size is [32]; expected a list of 2",
                "n_head : 2 | n_heads : 2 | modulation_network_config.params.n_head is missing",
                "n_head : 2 | n_head : 3 | embedding 16 cannot be divided among 3 heads",
                "img_size : [32, 32] | img_size : [40, 40] | expected one for each of the state's 25 cells",
                "img_size : [32, 32] | img_size : [7, 32] | cannot be halved 3 times",
                "minigpt.CrossAttentionModulation | minigpt.SelfAttention | expected a class CrossAttentionModulation",
                "use_fine_mapper: [True, False, False] | use_fine_mapper: [True, True, False] | each group of the model has one condition",
                "shared_attn_params : False | shared_attn_params : True | expected False",
                "predict_delta: True | predict_delta: False | expected True",
                "size: [64, 64] | size: [128, 64] | it takes pictures of up to 64 pixels, but frames of",
                "model: | modell: | model is missing; expected a mapping",
                "project_title: VidStyleODE | project_title: [ | is not YAML",
            })
    void mistakesInTheConfigurationAreNamed(String right, String wrong, String message) throws IOException {
        Path config = config(right, wrong);

        assertThatThrownBy(() -> BundleImport.run(request(sources(Map.of()), config, false), out(), said::add))
                .hasMessageContaining(config.toString())
                .hasMessageContaining(message);
        assertNothingLeft();
    }

    @Test
    void whatIsMissingIsAskedFor() {
        Path absent = folder.resolve("absent.pt");

        assertRefused(Map.of("inversion", absent), "no file '" + absent + "' for --inversion");
        assertThatThrownBy(() -> BundleImport.run(
                        request(
                                new ImportRequest.Sources(
                                        Map.of("vidstyleode", official.resolve(OfficialFiles.CHECKPOINT)),
                                        official.resolve(OfficialFiles.VOCABULARY)),
                                official.resolve(OfficialFiles.CONFIG),
                                false),
                        out(),
                        said::add))
                .hasMessageContaining("--inversion is not given; expected a pSp checkpoint");
        assertRefused(
                Map.of("vidstyleode", official.resolve(OfficialFiles.PSP)),
                "has no weights below 'stylegan_G.G.'; give the file of the generator with --generator");
    }

    @Test
    void weightsOfSomethingElseAreRefused() {
        assertRefused(Map.of("clip", official.resolve(OfficialFiles.PSP)), "clip from ");
        assertRefused(
                Map.of("generator", official.resolve(OfficialFiles.CLIP)), "generator from " + official, "input.input");
        assertRefused(Map.of("inversion", official.resolve(OfficialFiles.GENERATOR)), "inversion from ");
        assertRefused(Map.of("generator", official.resolve(OfficialFiles.CONFIG)), "starts with none of the marks");
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        Path cut = Files.copy(official.resolve(OfficialFiles.PSP), folder.resolve("cut.pt"));
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        assertRefused(Map.of("inversion", cut), cut.toString(), "cut short?");
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        Path harmed = folder.resolve("harmed.safetensors");
        Files.write(harmed, withNaN(official.resolve(OfficialFiles.CLIP_HUGGING_FACE)));

        assertRefused(Map.of("clip", harmed), "clip from " + harmed, "with NaN or infinite values");
    }

    @Test
    void namesThatLeaveAFolderAreRefused() {
        for (String name : List.of("../evil", "a/b", "", "Demo", ".", "x".repeat(64))) {
            assertThatThrownBy(() -> new ImportRequest.Identity(name, "1", "CC0", Alignment.NONE))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("name is '" + name + "'");
            assertThatThrownBy(() -> new ImportRequest.Identity(
                            "model", name.isEmpty() ? "../1" : "../" + name, "CC0", Alignment.NONE))
                    .hasMessageContaining("version is '");
        }
    }

    @Test
    void aPlaceThatIsTakenStaysAsItIs() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> run(Map.of())).hasMessageContaining("is there already");
        assertThat(names(out())).containsExactly("notes.txt");
    }

    private void assertPaintsAsTheOfficialFiles() {
        Generator generator = Generator.load(manager, Checkpoint.open(official.resolve(OfficialFiles.GENERATOR)));
        PspEncoder encoder = PspEncoder.load(manager, Checkpoint.open(official.resolve(OfficialFiles.PSP)));
        NDArray frames = manager.linspace(-1, 1, 3 * 64 * 64).reshape(new Shape(1, 3, 64, 64));
        try (ModelBundle bundle = ModelBundle.open(out())) {
            NDArray codes = bundle.invert(frames);

            assertThat(codes.allClose(Gradients.off(() -> encoder.invert(frames))))
                    .isTrue();
            assertThat(bundle.generate(codes)
                            .allClose(Gradients.off(() -> generator.synthesize(codes)), 1e-4, 1e-4, false))
                    .isTrue();
        }
    }

    private void assertRefused(Map<String, Path> files, String... messages) {
        assertThatThrownBy(() -> run(files)).isInstanceOf(ImportException.class).hasMessageContainingAll(messages);
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(names(folder)).noneMatch(name -> name.startsWith(".import") || name.equals("bundle"));
    }

    private BundleManifest run(Map<String, Path> files) {
        return BundleImport.run(
                request(sources(files), official.resolve(OfficialFiles.CONFIG), false), out(), said::add);
    }

    private static ImportRequest request(ImportRequest.Sources sources, Path config, boolean link) {
        ImportRequest.Identity identity = new ImportRequest.Identity("faces", "1.0", "CC-BY-NC-4.0", Alignment.NONE);
        return new ImportRequest(identity, config, sources, true, link);
    }

    private static ImportRequest.Sources sources(Map<String, Path> files) {
        Map<String, Path> all = new HashMap<>();
        all.put("vidstyleode", official.resolve(OfficialFiles.CHECKPOINT));
        all.put("inversion", official.resolve(OfficialFiles.PSP));
        all.putAll(files);
        return new ImportRequest.Sources(all, official.resolve(OfficialFiles.VOCABULARY));
    }

    private Path config(String right, String wrong) throws IOException {
        String yaml = Files.readString(official.resolve(OfficialFiles.CONFIG));
        assertThat(yaml).contains(right);
        return Files.writeString(folder.resolve("other.yaml"), yaml.replace(right, wrong));
    }

    /** The last tensor's last number becomes one that is none. */
    private static byte[] withNaN(Path safetensors) throws IOException {
        byte[] bytes = Files.readAllBytes(safetensors);
        bytes[bytes.length - 1] = (byte) 0x7f;
        bytes[bytes.length - 2] = (byte) 0xff;
        return bytes;
    }

    private Path out() {
        return folder.resolve("bundle");
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
