package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final String TRUNCATED = "image_from_z_trunc";
    private static final String MIXED = "image_from_z_mix_inject";

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void imagesOfCodesEqualTheReference(String folder) {
        Golden golden = Golden.folder(folder);
        Generator generator = load(golden);
        NDArray w = golden.array(manager, "w");

        golden.check("image", generator.synthesize(w), TOLERANCE);
        golden.check("image_from_w2d", generator.synthesize(w.get(":, 0")), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void stylesFixedForAClipGiveTheSameImages(String folder) {
        Golden golden = Golden.folder(folder);
        Generator generator = load(golden);
        NDArray w = golden.array(manager, "w");
        NDArray first = w.get("0:1");

        for (int layer = 0; layer <= generator.config().styleLayers(); layer++) {
            NDArray clip = Generator.mix(w, first.repeat(0, w.getShape().get(0)), layer);
            NDArray image = generator.withFixedStyles(first, layer).synthesize(clip);
            NDArray expected = generator.synthesize(clip);
            Golden.requireClose(image.sub(expected), expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"01_stylegan2, 1, 5", "01_stylegan2, 3, 16", "02_stylegan_human, 0, 7", "02_stylegan_human, 2, 100"})
    void workCutForTheCachesGivesTheSameImages(String folder, int sharedBlocks, int rows) {
        Golden golden = Golden.folder(folder);
        Generator generator = load(golden);
        NDArray w = golden.array(manager, "w");
        NDArray first = w.get("0:1");
        NDArray clip = Generator.mix(w, first.repeat(0, w.getShape().get(0)), 3);
        Cutting cutting = new Cutting(1, sharedBlocks, rows);

        NDArray image =
                generator.withFixedStyles(first, 3, Precision.FLOAT32, cutting).synthesize(clip);

        NDArray expected = generator.synthesize(clip);
        Golden.requireClose(image.sub(expected), expected, TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void everyStageEqualsTheReference(String folder) {
        Golden golden = Golden.folder(folder);

        load(golden).synthesize(golden.array(manager, "w"), (name, activation) -> {
            String array = "act_" + name.replace('.', '_');
            if (golden.knows(array)) {
                golden.check(array, activation.get("0:1"), TOLERANCE);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void mappingTruncationAndMixingEqualTheReference(String folder) {
        Golden golden = Golden.folder(folder);
        Generator generator = load(golden);
        NDArray w = generator.mapping().map(golden.array(manager, "z"));
        NDArray mean = golden.array(manager, "latent_avg");

        golden.check("w_from_z", w, TOLERANCE);
        golden.check("image_from_z", generator.synthesize(w), TOLERANCE);
        for (String name : golden.names(".npy")) {
            if (name.startsWith(TRUNCATED)) { // trunc07 is psi 0.7
                String digits = name.substring(TRUNCATED.length());
                double psi = Integer.parseInt(digits) / Math.pow(10, digits.length() - 1);
                golden.check(name, generator.synthesize(MappingNetwork.truncate(w, mean, psi)), TOLERANCE);
            } else if (name.startsWith(MIXED)) {
                int inject = Integer.parseInt(name.substring(MIXED.length()));
                long half = w.getShape().get(0) / 2;
                NDArray coarse = generator.repeat(w.get(":" + half));
                NDArray fine = generator.repeat(w.get(half + ":"));
                golden.check(name, generator.synthesize(Generator.mix(coarse, fine, inject)), TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void hyperParametersReadOffTheWeightsAreTheReferences(String folder) {
        Golden golden = Golden.folder(folder);
        JsonNode meta = golden.meta();
        GeneratorConfig config = load(golden).config();

        assertThat(config.size().height()).isEqualTo(meta.get("size").asInt());
        assertThat(config.size().width())
                .isEqualTo(meta.get("size").asInt() / (meta.get("rectangular").asBoolean() ? 2 : 1));
        assertThat(config.styleDim()).isEqualTo(meta.get("style_dim").asInt());
        assertThat(config.mappingLayers()).isEqualTo(meta.get("n_mlp").asInt());
        assertThat(config.styleLayers()).isEqualTo(meta.get("n_latent").asInt());
        assertThat(config.channels().get(config.channels().size() - 1))
                .isEqualTo(meta.get("channels").get(meta.get("size").asText()).asInt());
    }

    private Generator load(Golden golden) {
        return Gradients.off(() -> Generator.load(manager, Checkpoint.open(golden.first(".pt"))));
    }
}
