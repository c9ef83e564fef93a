package farm.vidstyle.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.torchscript.Gradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final double RATE = 0.1;

    @Test
    void stepsFollowTheFormulaOfThePaper() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            NDArray x = model.create(new float[] {1, -2, 3});
            x.setRequiresGradient(true);
            Adam adam = new Adam(model, List.of(x), 0.9, 0.999);
            double[] expected = {1, -2, 3};
            double[] m = new double[3];
            double[] v = new double[3];

            for (int t = 1; t <= 5; t++) {
                Gradients.backward(Gradients.on(() -> x.square().sum()));
                adam.step(RATE, 1e6);
                for (int i = 0; i < 3; i++) {
                    double gradient = 2 * expected[i];
                    m[i] = 0.9 * m[i] + 0.1 * gradient;
                    v[i] = 0.999 * v[i] + 0.001 * gradient * gradient;
                    double root = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
                    expected[i] -= RATE * m[i] / (1 - Math.pow(0.9, t)) / root;
                }
            }

            float[] actual = x.toFloatArray();
            for (int i = 0; i < 3; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @Test
    void aRunawayGradientLeavesParametersAlone() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            NDArray x = model.create(new float[] {1, 2});
            x.setRequiresGradient(true);
            Adam adam = new Adam(model, List.of(x), 0.9, 0.999);

            Gradients.backward(Gradients.on(() -> x.mul(Float.NaN).sum()));
            adam.step(RATE, 1);

            assertThat(x.toFloatArray()).containsExactly(1, 2);
        }
    }

    @Test
    void aParameterOutsideTheLossStaysWhereItIs() {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            NDArray used = model.create(new float[] {1});
            NDArray unused = model.create(new float[] {7});
            used.setRequiresGradient(true);
            unused.setRequiresGradient(true);
            Adam adam = new Adam(model, List.of(used, unused), 0.9, 0.999);

            Gradients.backward(Gradients.on(() -> used.square().sum()));
            adam.step(RATE, 1);

            assertThat(unused.toFloatArray()).containsExactly(7);
            assertThat(used.getFloat()).isLessThan(1);
        }
    }
}
