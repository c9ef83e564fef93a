package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.trainer.dataset.PoseAxis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private static final int CELLS = 4;

    private final Visibility visibility = Visibility.measure(64, CELLS);

    @Test
    void seesAMouthInTheLowerHalfAndBrowsInTheUpper() {
        assertThat(halves(PoseAxis.MOUTH)[1]).isGreaterThan(10 * halves(PoseAxis.MOUTH)[0]);
        assertThat(halves(PoseAxis.BROWS)[0]).isGreaterThan(10 * halves(PoseAxis.BROWS)[1]);
    }

    @Test
    void countsWhatMovesMoreOfThePictureForMore() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] weights = visibility.weights(manager).toFloatArray();

            assertThat(weights[PoseAxis.SHIFT_X.place()]).isEqualTo(max(weights));
            assertThat(weights[PoseAxis.BROWS.place()]).isBetween(0.25f, 0.5f);
            double sum = 0;
            for (float weight : weights) {
                sum += weight;
            }
            assertThat(sum / weights.length).isCloseTo(1, within(1e-5));
        }
    }

    /** How much the axis changes above and below. */
    private double[] halves(PoseAxis axis) {
        double[] changes = visibility.changes()[axis.place()];
        int half = changes.length / 2;
        return new double[] {
            Arrays.stream(changes, 0, half).sum(),
            Arrays.stream(changes, half, changes.length).sum()
        };
    }

    private static float max(float... values) {
        float most = values[0];
        for (float value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
