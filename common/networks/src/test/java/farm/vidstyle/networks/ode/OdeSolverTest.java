package farm.vidstyle.networks.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.testing.FreedMemory;
import farm.vidstyle.networks.torchscript.Gradients;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdeSolverTest {

    private static final Map<String, Tableau> METHODS = Map.of(
            "euler", Tableau.EULER,
            "midpoint", Tableau.MIDPOINT,
            "rk4", Tableau.RK4,
            "dopri5", Tableau.DORMAND_PRINCE);

    private static final double[] INSIDE_FIRST_STEP = {-0.02, 0.03};

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final OdeSolver dopri5 = OdeSolver.adaptive(Tableau.DORMAND_PRINCE, 1e-9, 1e-11);

    @AfterEach
    void close() {
        request.close();
    }

    /** y' = -y + cos t with y(0) = 1: y = (cos t + sin t + exp(-t)) / 2. */
    private static NDArray damped(double t, NDArray y) {
        return y.neg().add(Math.cos(t));
    }

    private static double truth(double t) {
        return (Math.cos(t) + Math.sin(t) + Math.exp(-t)) / 2;
    }

    private double error(OdeSolver solver, double time) {
        NDArray y = solver.solve(OdeSolverTest::damped, request.ones(new Shape(1), y64()), 0, new double[] {time});
        return Math.abs(y.toDoubleArray()[0] - truth(time));
    }

    private static DataType y64() {
        return DataType.FLOAT64;
    }

    @Test
    void gradientsNeedNoMemoryThatJavaMayTakeBack() {
        double[] slopes = new double[2];
        for (int round = 0; round < slopes.length; round++) {
            NDArray rate = request.ones(new Shape(1), y64());
            rate.setRequiresGradient(true);
            NDArray y = Gradients.on(() -> dopri5.solve(
                            (t, state) -> state.mul(rate), request.ones(new Shape(1), y64()), 0, new double[] {1})
                    .sum());
            if (round > 0) {
                FreedMemory.overwrite();
            }
            Gradients.backward(y);
            slopes[round] = rate.getGradient().toDoubleArray()[0];
        }

        assertThat(slopes[0]).isCloseTo(Math.E, within(1e-6)); // y = exp(rate), and so is its slope
        assertThat(slopes[1]).isEqualTo(slopes[0]);
    }

    @ParameterizedTest
    @CsvSource({"euler, 1", "midpoint, 2", "rk4, 4", "dopri5, 5"})
    void halvingTheStepDividesTheErrorByTwoToTheOrder(String method, int order) {
        Tableau tableau = METHODS.get(method);
        assertThat(tableau.order()).isEqualTo(order);

        double coarse = error(OdeSolver.fixed(tableau, 1.0 / 8), 2);
        double fine = error(OdeSolver.fixed(tableau, 1.0 / 16), 2);

        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(order, within(0.35));
    }

    @Test
    void adaptiveStepsReachTheTolerance() {
        for (double time : new double[] {-1.5, 0.01, 1, 7.3}) {
            assertThat(error(dopri5, time)).isLessThan(1e-7);
        }
    }

    @Test
    void timesMayComeInAnyOrderRepeatedAndFromBothSidesOfTheStart() {
        double[] times = {0.5, -0.75, 0, 2, 0.5, -0.0};

        NDArray y = dopri5.solve(OdeSolverTest::damped, request.ones(new Shape(1), y64()), 0, times);

        for (int i = 0; i < times.length; i++) {
            assertThat(y.toDoubleArray()[i]).isCloseTo(truth(times[i]), within(1e-7));
        }
        assertThat(y.toDoubleArray()[4]).isEqualTo(y.toDoubleArray()[0]);
    }

    @Test
    void aStateDoesNotDependOnTheOtherTimesAskedFor() {
        OdeSolver coarse = OdeSolver.adaptive(Tableau.DORMAND_PRINCE, 1e-3, 1e-4);
        NDArray y0 = request.create(new double[] {1, -2, 0.3, 5, 0.01}, new Shape(5));
        double[] all = {-1.3, -0.2, 0, 0.1, 0.37, 0.9, 1.7};

        double[] together = coarse.solve(OdeSolverTest::damped, y0, 0, all).toDoubleArray();

        for (int i = 0; i < all.length; i++) {
            double[] alone = coarse.solve(OdeSolverTest::damped, y0, 0, new double[] {all[i]})
                    .toDoubleArray();
            assertThat(alone).containsExactly(Arrays.copyOfRange(together, 5 * i, 5 * i + 5));
        }
    }

    @Test
    void gradientsAgreeWithFiniteDifferencesAlsoThroughTheFirstStepSize() {
        OdeSolver coarse = OdeSolver.adaptive(Tableau.DORMAND_PRINCE, 1e-3, 1e-4);
        NDArray rate = request.create(new double[] {1.3});
        NDArray y0 = request.create(new double[] {0.7, -0.4});
        OdeFunction decay = (t, y) -> y.mul(rate).sin();
        rate.setRequiresGradient(true);

        Gradients.backward(Gradients.on(
                () -> coarse.solve(decay, y0, 0, INSIDE_FIRST_STEP).square().sum()));

        double gradient = rate.getGradient().getDouble();
        assertThat(gradient).isCloseTo(difference(coarse, y0, 1e-5), within(1e-9));
    }

    private double difference(OdeSolver solver, NDArray y0, double eps) {
        double[] sums = new double[2];
        for (int i = 0; i < 2; i++) {
            double rate = 1.3 + (2 * i - 1) * eps;
            NDArray solved = solver.solve((t, y) -> y.mul(rate).sin(), y0, 0, INSIDE_FIRST_STEP);
            sums[i] = solved.square().sum().getDouble();
        }
        return (sums[1] - sums[0]) / (2 * eps);
    }

    @Test
    void onlyTheResultIsLeftInTheManager() {
        NDArray y0 = request.ones(new Shape(3), y64());
        int before = request.getManagedArrays().size();

        NDArray y = dopri5.solve(OdeSolverTest::damped, y0, 0, new double[] {1, -1});

        assertThat(y.getManager()).isSameAs(request);
        assertThat(request.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void whatCannotBeSolvedIsNamed() {
        NDArray y0 = request.ones(new Shape(1), y64());
        OdeFunction explodes = (t, y) -> y.square().mul(y.square());

        assertThatThrownBy(() -> dopri5.solve(explodes, y0, 0, new double[] {10}))
                .hasMessageContaining("cannot be solved beyond t = 0.33");
        assertThatThrownBy(() -> dopri5.solve(explodes, y0, 0, new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> dopri5.solve(explodes, y0.toType(DataType.FLOAT32, false), 0, new double[] {1}))
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> OdeSolver.adaptive(Tableau.EULER, 1e-3, 1e-3)).hasMessageContaining("error estimate");
        assertThatThrownBy(() -> OdeSolver.fixed(Tableau.EULER, 0)).hasMessageContaining("step size is 0.0");
    }
}
