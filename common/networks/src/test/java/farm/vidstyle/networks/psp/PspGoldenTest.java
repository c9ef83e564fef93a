package farm.vidstyle.networks.psp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PspGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private final Golden golden = Golden.folder("09_psp");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Checkpoint checkpoint = Checkpoint.open(golden.file("psp_tiny.pt"));
    private final PspEncoder encoder = PspEncoder.load(manager, checkpoint);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void codesAndStagesEqualTheReference() {
        for (String name : golden.cases("_x.npy")) {
            NDArray pictures = golden.array(manager, name + "_x");

            NDArray codes = encoder.encode(pictures, (stage, activation) -> {
                if (golden.has(name + "_" + stage + ".npy")) {
                    golden.check(name + "_" + stage, activation, TOLERANCE);
                }
            });

            golden.check(name + "_codes", codes, TOLERANCE);
            golden.check(name + "_wplus", encoder.invert(pictures), TOLERANCE);
        }
    }

    @Test
    void inversionsDecodeToTheReferencesImages() {
        Weights weights = checkpoint.weights(manager, "state_dict").scope("decoder.");
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();

        for (String name : golden.cases("_x.npy")) {
            NDArray image = generator.synthesize(encoder.invert(golden.array(manager, name + "_x")));

            golden.check(name + "_decoded", image, TOLERANCE);
            if (golden.has(name + "_decoded_pooled256_crop32.npy")) {
                NDArray pooled = PspEncoder.pool(image, 256);
                golden.check(name + "_decoded_pooled256_crop32", pooled.get(":, :, :32, :32"), TOLERANCE);
            }
        }
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> encoder.encode(manager.ones(new Shape(1, 3, 512, 512))))
                .hasMessageContaining("pictures have shape (1, 3, 512, 512)");
    }
}
