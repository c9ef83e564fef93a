package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final GeneratorConfig SMALL = new GeneratorConfig(6, 0, List.of(5, 4, 3), new Size(4, 2), false);

    private final NDManager model = NDManager.newBaseManager("PyTorch");
    private final Random random =
            new Random(7); // a slope beside a kink of the activation is nobody's slope: the same numbers always
    private final Weights grown = Weights.grown(model, (name, shape, type, trained) -> {
        NDArray array = normal(shape, 0.5);
        array.setRequiresGradient(trained);
        return array;
    });

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void gradientsOfWeightsAndCodesAreTheSlopes() {
        Generator generator = new Generator(SMALL, grown);
        NDArray codes = normal(new Shape(2, SMALL.styleLayers(), 6), 1);
        codes.setRequiresGradient(true);
        NDArray target = normal(new Shape(2, 3, 16, 8), 1);
        Supplier<NDArray> loss =
                () -> generator.synthesize(codes).sub(target).square().mean();

        Gradients.backward(Gradients.on(loss));

        for (String name : List.of(
                "convs.0.conv.weight", "convs.3.conv.modulation.weight", "to_rgbs.1.conv.weight", "input.input")) {
            requireSlope(grown.given().get(name), loss);
        }
        requireSlope(codes, loss);
    }

    @Test
    void grownWeightsMakeTheSameGeneratorWhenStoredAndLoaded() {
        Generator generator = new Generator(SMALL, grown);
        byte[] file = Safetensors.encode(grown.given(), Map.of());
        NDArray codes = normal(new Shape(2, SMALL.styleLayers(), 6), 1);

        Generator loaded = Generator.load(model, Checkpoint.of("small", file));

        assertThat(loaded.config()).isEqualTo(SMALL);
        assertThat(loaded.synthesize(codes).toFloatArray())
                .containsExactly(generator.synthesize(codes).toFloatArray());
    }

    @Test
    void synthesisLeavesNothingBehind() {
        Generator generator = new Generator(SMALL, grown);
        NDArray codes = normal(new Shape(1, SMALL.styleLayers(), 6), 1);
        generator.synthesize(codes).close();
        int arrays = model.getManagedArrays().size();

        generator.synthesize(codes).close();

        assertThat(model.getManagedArrays()).hasSize(arrays);
    }

    @Test
    void codesOfAnotherGeneratorAreRefused() {
        Generator generator = new Generator(SMALL, grown);

        assertThatThrownBy(() -> generator.synthesize(model.ones(new Shape(1, 18, 512))))
                .hasMessageContaining("codes have shape (1, 18, 512); this generator needs [N, 6, 6]");
        assertThatThrownBy(() -> generator.mapping().map(model.ones(new Shape(1, 6))))
                .hasMessageContaining("no mapping network");
    }

    private NDArray normal(Shape shape, double deviation) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return model.create(values, shape);
    }

    private static void requireSlope(NDArray parameter, Supplier<NDArray> loss) {
        float gradient = parameter.getGradient().flatten().getFloat(1);
        float epsilon = 1e-2f;
        float[] values = parameter.toFloatArray();
        values[1] += epsilon;
        float above = Gradients.off(() -> lossWith(parameter, values, loss));
        values[1] -= 2 * epsilon;
        float below = Gradients.off(() -> lossWith(parameter, values, loss));
        values[1] += epsilon;
        Gradients.off(() -> lossWith(parameter, values, loss));
        assertThat(gradient)
                .isCloseTo((above - below) / (2 * epsilon), within(Math.max(2e-4f, Math.abs(gradient) * 0.02f)));
    }

    private static float lossWith(NDArray parameter, float[] values, Supplier<NDArray> loss) {
        parameter.set(values);
        return loss.get().getFloat();
    }
}
