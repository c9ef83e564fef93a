package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorGoldenTest {
    private static final double TOLERANCE = 1e-5;

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
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void everyStageEqualsTheReference(String folder) {
        Golden golden = Golden.folder(folder);

        load(golden).synthesize(golden.array(manager, "w"), (name, activation) -> {
            String array = "act_" + name.replace('.', '_');
            if (golden.has(array + ".npy")) {
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
        for (String name : golden.cases(".npy")) {
            if (name.startsWith("image_from_z_trunc")) { // trunc07 is psi 0.7
                String digits = name.substring("image_from_z_trunc".length());
                double psi = Integer.parseInt(digits) / Math.pow(10, digits.length() - 1);
                golden.check(name, generator.synthesize(MappingNetwork.truncate(w, mean, psi)), TOLERANCE);
            } else if (name.startsWith("image_from_z_mix_inject")) {
                int inject = Integer.parseInt(name.substring("image_from_z_mix_inject".length()));
                long half = w.getShape().get(0) / 2;
                NDArray coarse = generator.repeat(w.get(":" + half));
                NDArray fine = generator.repeat(w.get(half + ":"));
                golden.check(name, generator.synthesize(Generator.mix(coarse, fine, inject)), TOLERANCE);
            }
        }
    }

    private Generator load(Golden golden) {
        String file = golden.cases(".pt").get(0) + ".pt";
        return Gradients.off(() -> Generator.load(manager, Checkpoint.open(golden.file(file))));
    }
}
