package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeBasisTest {

    private static final DemoNetworks NETWORKS = DemoPlan.quick().networks();

    @Test
    void picturesAreTheSameInTheNewBasis() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            AutoencoderStage stage =
                    new AutoencoderStage(new Workplace(model, DemoPlan.quick(), Path.of("unused"), report -> {}));
            CodeBasis basis = anyBasis();
            NDArray images = model.randomUniform(-1, 1, new Shape(2, 3, 64, 64));

            NDArray before =
                    reconstruct(stage.encoder.averages(), stage.generator.averages(), NETWORKS.codeWidth(), images);
            NDArray after = reconstruct(
                    basis.foldEncoder(stage.encoder.averages(), model),
                    basis.foldGenerator(stage.generator.averages(), model),
                    NETWORKS.styleWidth(),
                    images);

            float largest = before.abs().max().getFloat();
            assertThat(before.sub(after).abs().max().getFloat()).isLessThan(1e-4f * largest);
        }
    }

    @Test
    void goingForwardsAndBackwardsAlongAComponentIsStandingStill() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            CodeBasis basis = anyBasis();
            NDArray both = model.zeros(new Shape(NETWORKS.layers(), 1, NETWORKS.styleWidth()));
            both.set(new ai.djl.ndarray.index.NDIndex(":, :, " + NETWORKS.codeWidth() + ":"), 1f);

            NDArray change = both.matMul(basis.toNormalised(model)); // [L, 1, S]

            assertThat(change.abs().max().getFloat()).isLessThan(1e-4f);
        }
    }

    /** Means, deviations and directions without meaning. */
    private static CodeBasis anyBasis() {
        Random random = new Random(1);
        int numbers = NETWORKS.layers() * NETWORKS.codeWidth();
        double[] mean = random.doubles(numbers, -1, 1).toArray();
        double[] deviation = random.doubles(numbers, 0.5, 2).toArray();
        double[][][] directions = new double[NETWORKS.layers()][NETWORKS.codeWidth()][];
        for (double[][] layer : directions) {
            Arrays.setAll(
                    layer, i -> random.doubles(NETWORKS.components(), -1, 1).toArray());
        }
        return new CodeBasis(new CodeStatistics(mean, deviation), directions);
    }

    private static NDArray reconstruct(
            Map<String, NDArray> encoder, Map<String, NDArray> generator, int styleWidth, NDArray images) {
        PyramidEncoder invert = new PyramidEncoder(given(encoder, images), NETWORKS.encoder(styleWidth));
        Generator paint = new Generator(NETWORKS.generator(styleWidth, 0), given(generator, images));
        return Gradients.off(() -> paint.synthesize(invert.encode(images)));
    }

    private static Weights given(Map<String, NDArray> arrays, NDArray images) {
        return Weights.grown(images.getManager(), (name, shape, type, trained) -> arrays.get(name));
    }
}
