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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final GeneratorConfig SMALL = new GeneratorConfig(6, 0, List.of(5, 4, 3), new Size(4, 2), false);

    private final NDManager model = NDManager.newBaseManager("PyTorch");
    private final Weights grown = Weights.grown(model, (name, shape, type, trained) -> {
        NDArray array = model.randomNormal(0, 0.5f, shape, type);
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
        NDArray codes = model.randomNormal(new Shape(2, SMALL.styleLayers(), 6));
        codes.setRequiresGradient(true);
        NDArray target = model.randomNormal(new Shape(2, 3, 16, 8));
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
        NDArray codes = model.randomNormal(new Shape(2, SMALL.styleLayers(), 6));

        Generator loaded = Generator.load(model, Checkpoint.of("small", file));

        assertThat(loaded.config()).isEqualTo(SMALL);
        assertThat(loaded.synthesize(codes).toFloatArray())
                .containsExactly(generator.synthesize(codes).toFloatArray());
    }

    @Test
    void synthesisLeavesNothingBehind() {
        Generator generator = new Generator(SMALL, grown);
        NDArray codes = model.randomNormal(new Shape(1, SMALL.styleLayers(), 6));
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
