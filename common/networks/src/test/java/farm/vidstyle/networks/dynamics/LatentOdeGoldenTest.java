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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentOdeGoldenTest {
    private static final String PLAIN = "bVAE_enc.pt";
    private static final String OWN = "bVAE_enc_";

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("04_ode");
    private final List<double[]> accepted = new ArrayList<>();
    private final List<double[]> rejected = new ArrayList<>();

    @AfterEach
    void close() {
        request.close();
    }

    private LatentOde ode(String weightsFile) {
        JsonNode meta = golden.meta();
        return ode(weightsFile, meta.get("rtol").asDouble(), meta.get("atol").asDouble());
    }

    private LatentOde ode(String weightsFile, double relative, double absolute) {
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
        OdeSolver solver = OdeSolver.adaptive(Tableau.DORMAND_PRINCE, relative, absolute)
                .observedBy((t, dt, good) -> (good ? accepted : rejected).add(new double[] {t, dt}));
        return new LatentOde(weights, config, solver);
    }

    @Test
    void slopesEqualTheReference() {
        NDArray slope = ode(PLAIN).function().slope(0, golden.array(request, "z0"));

        golden.check("func_at_z0", slope, 1e-12);
    }

    @Test
    void solutionsStepsAndTokensEqualTheReference() {
        golden.eachCase("_ts.npy", name -> {
            boolean stiff = !weightsOf(name).equals(PLAIN);
            LatentOde ode = ode(weightsOf(name));
            double[] times = times(name);
            accepted.clear();
            rejected.clear();

            NDArray solution = ode.solve(golden.array(request, "z0"), times[0], times); // [T, B, C, h, w]

            golden.check(name + "_solution", solution.swapAxes(0, 1), stiff ? 1e-7 : 1e-9);
            golden.check(name + "_dynamics", maps(ode, solution), 1e-5);
            int direction = times[times.length - 1] < times[0] ? -1 : 1;
            golden.check(name + "_accepted_t_dt", rows(accepted, direction), stiff ? 1e-7 : 1e-9);
            golden.check(name + "_rejected_t_dt", rows(rejected, direction), stiff ? 1e-7 : 1e-9);
            checkCounts(name);
        });
    }

    private void checkCounts(String name) {
        JsonNode expected = golden.meta().path("info").path(name);
        if (expected.has("accepted")) {
            assertThat(accepted)
                    .as("accepted steps of " + name)
                    .hasSize(expected.get("accepted").asInt());
            assertThat(rejected)
                    .as("rejected steps of " + name)
                    .hasSize(expected.get("rejected").asInt());
        }
    }

    @Test
    void tightTolerancesReachTheSolution() {
        golden.eachCase("_solution_tight.npy", name -> {
            LatentOde ode = ode(weightsOf(name), 1e-10, 1e-12);
            double[] times = times(name);

            NDArray solution = ode.solve(golden.array(request, "z0"), times[0], times);

            golden.check(name + "_solution_tight", solution.swapAxes(0, 1), 1e-9);
        });
    }

    /** Weights of their own have a name that the case's name ends with: {@code bVAE_enc_stiff.pt}. */
    private String weightsOf(String name) {
        return golden.names(".pt").stream()
                .filter(file -> file.startsWith(OWN) && name.endsWith(file.substring(OWN.length() - 1)))
                .findFirst()
                .map(file -> file + ".pt")
                .orElse(PLAIN);
    }

    /** Backwards in time the solver negates t, the stored rows do not; step sizes are positive in both. */
    private NDArray rows(List<double[]> steps, int direction) {
        double[] flat = steps.stream()
                .flatMapToDouble(step -> DoubleStream.of(direction * step[0], step[1]))
                .toArray();
        return request.create(flat, new Shape(steps.size(), 2));
    }

    @Test
    void halvesOfATimeListGiveTheVeryNumbersOfTheWhole() {
        LatentOde ode = ode(PLAIN);
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
