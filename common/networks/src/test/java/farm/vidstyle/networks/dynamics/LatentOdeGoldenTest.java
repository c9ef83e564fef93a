package farm.vidstyle.networks.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.ode.OdeSolver;
import farm.vidstyle.networks.ode.Tableau;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentOdeGoldenTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("04_ode");
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();

    @AfterEach
    void close() {
        request.close();
    }

    private LatentOde ode(String weightsFile) {
        JsonNode meta = golden.meta();
        Shape state = golden.array(request, "z0").getShape();
        DynamicsConfig config = new DynamicsConfig(
                2 * (int) state.get(2),
                2 * (int) state.get(3),
                1,
                1,
                meta.get("channels").asInt(),
                meta.get("hidden").asInt(),
                meta.get("out_dim").asInt());
        Weights weights = Checkpoint.open(golden.file(weightsFile)).weights(request);
        OdeSolver solver = OdeSolver.adaptive(
                        Tableau.DORMAND_PRINCE,
                        meta.get("rtol").asDouble(),
                        meta.get("atol").asDouble())
                .observedBy((t, dt, good) -> (good ? accepted : rejected).incrementAndGet());
        return new LatentOde(weights, config, solver);
    }

    @Test
    void slopesEqualTheReference() {
        NDArray slope = ode("bVAE_enc.pt").function().slope(0, golden.array(request, "z0"));

        golden.check("func_at_z0", slope, 1e-12);
    }

    @Test
    void solutionsStepsAndTokensEqualTheReference() {
        for (String name : golden.cases("_ts.npy")) {
            boolean stiff = name.endsWith("stiff");
            LatentOde ode = ode(stiff ? "bVAE_enc_stiff.pt" : "bVAE_enc.pt");
            double[] times = times(name);
            accepted.set(0);
            rejected.set(0);

            NDArray solution = ode.solve(golden.array(request, "z0"), times[0], times); // [T, B, C, h, w]

            golden.check(name + "_solution", solution.swapAxes(0, 1), stiff ? 1e-7 : 1e-9);
            golden.check(name + "_dynamics", maps(ode, solution), 1e-5);
            JsonNode expected = golden.meta().get("info").get(name);
            assertThat(accepted)
                    .as("accepted steps of " + name)
                    .hasValue(expected.get("accepted").asInt());
            assertThat(rejected)
                    .as("rejected steps of " + name)
                    .hasValue(expected.get("rejected").asInt());
        }
    }

    @Test
    void halvesOfATimeListGiveTheVeryNumbersOfTheWhole() {
        LatentOde ode = ode("bVAE_enc.pt");
        NDArray zd0 = golden.array(request, "z0");
        double[] times = {-0.5, -0.03, 0, 0.08, 0.31, 0.66, 1.4};

        NDArray whole = ode.solve(zd0, times);
        NDArray first = ode.solve(zd0, Arrays.copyOfRange(times, 0, 4));
        NDArray second = ode.solve(zd0, Arrays.copyOfRange(times, 4, 7));

        assertThat(first.concat(second).toDoubleArray()).containsExactly(whole.toDoubleArray());
    }

    private double[] times(String name) {
        float[] stored = golden.array(request, name + "_ts").toFloatArray();
        double[] times = new double[stored.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = stored[i];
        }
        return times;
    }

    /** Tokens back in the layout of the reference: [T*B, E, h, w], time slow. */
    private static NDArray maps(LatentOde ode, NDArray solution) {
        Shape shape = solution.getShape();
        NDArray tokens =
                ode.tokens(solution.reshape(shape.get(0) * shape.get(1), shape.get(2), shape.get(3), shape.get(4)));
        return tokens.swapAxes(1, 2)
                .reshape(tokens.getShape().get(0), tokens.getShape().get(2), shape.get(3), shape.get(4));
    }
}
