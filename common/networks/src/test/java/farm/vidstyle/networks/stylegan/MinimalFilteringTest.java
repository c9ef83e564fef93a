package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.Gradients;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimalFilteringTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Random random = new Random(20230422);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8})
    void equalsTheConvolution(int height) {
        NDArray x = Generator.SCRIPT.call("inOrder", normal(new Shape(2, 5, height, 10)), 0);
        NDArray kernel = normal(new Shape(7, 5, 3, 3));
        NDArray expected = Generator.SCRIPT.call("convolve", x, kernel, new NDList(), new NDList(), 0);

        NDArray actual = Gradients.off(() ->
                Generator.SCRIPT.call("convolveMinimally", x, Generator.SCRIPT.callForList("minimalKernels", kernel)));

        assertThat(actual.getShape()).isEqualTo(new Shape(2, 7, height, 10));
        assertThat(actual.sub(expected).abs().max().getFloat())
                .as("largest difference; sums of 45 products around 1, and differences of them")
                .isCloseTo(0, within(2e-5f));
    }

    @Test
    void gradientsAreThoseOfTheConvolution() {
        NDArray kernel = normal(new Shape(3, 4, 3, 3));
        NDList minimal = Gradients.off(() -> Generator.SCRIPT.callForList("minimalKernels", kernel));
        NDArray x = Gradients.off(() -> Generator.SCRIPT.call("inOrder", normal(new Shape(1, 4, 6, 8)), 0));
        NDArray weights = normal(new Shape(1, 3, 6, 8));
        x.setRequiresGradient(true);
        Gradients.backward(Gradients.on(() -> Generator.SCRIPT
                .call("convolve", x, kernel, new NDList(), new NDList(), 0)
                .mul(weights)
                .sum()));
        float[] expected = x.getGradient().toFloatArray();

        Gradients.backward(Gradients.on(() -> Generator.SCRIPT
                .call("convolveMinimally", x, minimal)
                .mul(weights)
                .sum()));

        float[] twice = x.getGradient().toFloatArray(); // gradients add up
        for (int i = 0; i < expected.length; i++) {
            assertThat(twice[i]).isCloseTo(2 * expected[i], within(2e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 35, 50}) // rows: a few at a time, in fours; and such as remain
    void aFixedLayerIsTheSameWithIt(int height) {
        NDArray x = Generator.SCRIPT.call("inOrder", normal(new Shape(2, 16, height, 9)), 0);
        NDArray kernel = normal(new Shape(24, 16, 3, 3));
        NDList folded =
                new NDList(kernel, kernel, normal(new Shape(24)), normal(new Shape(1, 1, height, 9))); // second unread
        NDArray expected = fixedLayer(x, folded, new NDList());

        NDArray actual = fixedLayer(x, folded, Generator.SCRIPT.callForList("packedKernels", kernel, 9));

        assertThat(actual.sub(expected).abs().max().getFloat())
                .as("largest difference; sums of 144 products around 1, and differences of them")
                .isCloseTo(0, within(1e-4f));
    }

    @Test
    void isForWideLayersThatKeepTheirSize() {
        assertThat(form(512, 0, 32).filtersMinimally(512)).isTrue();
        assertThat(form(512, 1, 32).filtersMinimally(512)).as("doubles").isFalse();
        assertThat(form(256, 0, 32).filtersMinimally(512)).as("narrow").isFalse();
        assertThat(form(256, 0, 32).filtersMinimally(64)).isTrue();
        assertThat(form(512, 0, 16).filtersMinimally(512)).as("small").isFalse();
    }

    @Test
    void kernelsArePackedOnlyWhereTheyFillTheirBlocks() {
        assertThat(form(64, 0, 32).fillsPackedKernels()).isTrue();
        assertThat(form(72, 0, 32).fillsPackedKernels())
                .as("packed, 72 channels gave an image that was 12 % off")
                .isFalse();
    }

    private static NDArray fixedLayer(NDArray x, NDList folded, NDList minimal) {
        return Gradients.off(() -> Generator.SCRIPT.call("fixedStyled", x, folded, minimal, new NDList(), 0));
    }

    private static StyledConvolution.Form form(int channels, int sampling, int side) {
        return new StyledConvolution.Form(0, channels, channels, 512, sampling, new Size(side, side));
    }

    private NDArray normal(Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }
}
