package farm.vidstyle.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final int SIZE = 16;

    @Test
    void aTenthOfTheRangeIsTwentyDecibels() {
        double error = Measures.squaredError(constant(0.2f), constant(0.4f)); // 0.1 on the scale [0, 1]

        assertThat(error).isCloseTo(0.01, within(1e-6));
        assertThat(Measures.psnr(error)).isCloseTo(20, within(1e-4));
    }

    @Test
    void whatIsOutsideTheRangeIsSeenClamped() {
        assertThat(Measures.squaredError(constant(5), constant(1))).isZero();
    }

    @Test
    void picturesOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> Measures.squaredError(constant(0), new float[3]))
                .hasMessageContaining("768 values cannot be compared with one of 3");
    }

    @Test
    void equalPicturesAreAsSimilarAsCanBe() {
        assertThat(Measures.ssim(stripes(0), stripes(0))).isCloseTo(1, within(1e-9));
    }

    /** Without any structure only the means count: (2ab + C1) / (a² + b² + C1) with a = 0.5, b = 0.75, C1 = 0.0001. */
    @Test
    void similarityOfFlatPicturesIsThatOfTheirBrightness() {
        assertThat(Measures.ssim(constant(0), constant(0.5f))).isCloseTo(0.7501 / 0.8126, within(1e-6));
    }

    /** Opposite stripes about one mean: the covariance is minus the variance, v = 0.25, so (-2v + C2) / (2v + C2) with C2 = 0.0009, about. */
    @Test
    void oppositePicturesAreDissimilar() {
        assertThat(Measures.ssim(stripes(0), stripes(1))).isCloseTo(-0.4991 / 0.5009, within(1e-3));
    }

    @Test
    void correlationKnowsNeitherScaleNorOrigin() {
        double[] series = {1, 2, 4, 3};

        assertThat(Measures.correlation(series, new double[] {12, 14, 18, 16})).isCloseTo(1, within(1e-9));
        assertThat(Measures.correlation(series, new double[] {-1, -2, -4, -3})).isCloseTo(-1, within(1e-9));
        assertThat(Measures.correlation(series, new double[] {7, 7, 7, 7})).isZero();
    }

    @Test
    void evenChangeDoesNotJitterAndABlinkDoes() {
        List<float[]> even = List.of(constant(-1), constant(-0.8f), constant(-0.6f));
        List<float[]> blink = List.of(constant(-1), constant(-0.8f), constant(-1)); // up and down by 0.1 of the range

        assertThat(Measures.jitter(even)).isCloseTo(0, within(1e-4));
        assertThat(Measures.jitter(blink)).isCloseTo(255 * 0.2, within(1e-3));
    }

    @Test
    void featuresAreComparedByDirectionPlaceByPlace() {
        float[] first = {1, 2, 0, 0}; // [1, 2, 1, 2]: two channels at two places
        float[] second = {0, 5, 3, 0}; // a right angle at the first place, the same direction at the second

        assertThat(Measures.featureDistance(first, second, 1, 2, 1, 2)).isCloseTo(1, within(1e-6));
    }

    @Test
    void movementIsComparedInOneHalfOfTheFrame() {
        List<float[]> film = IntStream.range(0, 8)
                .mapToObj(t -> halves((float) Math.sin(t), (float) Math.cos(t)))
                .toList();
        List<float[]> other = IntStream.range(0, 8)
                .mapToObj(t -> halves((float) -Math.sin(t), (float) Math.cos(t) / 2))
                .toList();

        assertThat(Measures.movementCorrelation(film, other, true)).isCloseTo(1, within(1e-6));
        assertThat(Measures.movementCorrelation(film, other, false)).isCloseTo(-1, within(1e-6));
    }

    private static float[] constant(float value) {
        float[] picture = new float[3 * SIZE * SIZE];
        Arrays.fill(picture, value);
        return picture;
    }

    private static float[] stripes(int phase) {
        float[] picture = new float[3 * SIZE * SIZE];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (i + phase) % 2 == 0 ? 1 : -1;
        }
        return picture;
    }

    private static float[] halves(float upper, float lower) {
        float[] picture = new float[3 * SIZE * SIZE];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i / SIZE % SIZE < SIZE / 2 ? upper : lower;
        }
        return picture;
    }
}
