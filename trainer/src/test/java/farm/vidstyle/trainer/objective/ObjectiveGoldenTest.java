package farm.vidstyle.trainer.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.dino.DinoConfig;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.config.ConfigReader;
import farm.vidstyle.trainer.config.ModelSettings;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.InitialValues;
import farm.vidstyle.trainer.training.TrainedWeights;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One training step against the reference's: every loss, the gradients, the parameters after Adam. */
class ObjectiveGoldenTest {

    private static final String VIDEO_ENCODER = "bVAE_enc.";
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final NDManager model = NDManager.newBaseManager("PyTorch");
    private GoldenStep golden;
    private int dinoHeads;
    private TrainedWeights trained;
    private VidStyleOde network;

    @BeforeEach
    void open() throws Exception {
        golden = GoldenStep.open();
        dinoHeads = golden.dinoHeads();
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void lossesOfTheFirstStepEqualTheReference() {
        checkLosses("step0", 0, settings(), true);
    }

    @Test
    void lossesOfALateStepEqualTheReference() {
        checkLosses("step60000", 60_000, settings(), true);
    }

    @Test
    void lossesWithoutAntialiasingEqualTheReference() {
        checkLosses("step60000_noantialias", 60_000, settings(), false);
    }

    @Test
    void lossesWithAWiderHingeEqualTheReference() {
        checkLosses("step60000_eps0.02", 60_000, withEpsilon(settings(), 0.02), true);
    }

    @Test
    void identicalCaptionsTakeTheOtherBranchOfTheDirectionalLoss() {
        if (!golden.has("step60000_same_captions")) {
            return;
        }
        Objective objective = objective(settings(), true, false);
        NDArray captions = captions();
        NDArray first = captions.get(new NDIndex("0:1"));
        Clips same = clips(NDArrays.concat(new NDList(first, first)));
        check("step60000_same_captions", objective.learn(same, choices(), 60_000, 1));
    }

    @Test
    void gradientsEqualTheReference() {
        Objective late = objective(settings(), true, false);
        late.learn(clips(captions()), choices(), 60_000, 1);
        checkGradients("step60000");
        for (NDArray parameter : trained.trained().values()) {
            zero(parameter);
        }

        late.learn(clips(captions()), choices(), 0, 1);

        checkGradients("step0");
    }

    @Test
    void gradientsDoNotDependOnRecomputing() {
        objective(settings(), true, false).learn(clips(captions()), choices(), 60_000, 1);
        Map<String, double[]> direct = gradients();

        objective(settings(), true, true).learn(clips(captions()), choices(), 60_000, 1);

        gradients().forEach((name, recomputed) -> {
            double[] expected = direct.get(name);
            double largest = largest(expected);
            double error = IntStream.range(0, expected.length)
                    .mapToDouble(i -> Math.abs(recomputed[i] - expected[i]))
                    .max()
                    .orElse(0);
            assertThat(error).as(name).isLessThanOrEqualTo(isNoise(name) ? NO_LIMIT : 2e-5 * largest);
        });
    }

    @Test
    void aStepLeavesNoArraysBehind() {
        for (boolean recompute : new boolean[] {false, true}) {
            Objective objective = objective(settings(), true, recompute);
            Clips given = clips(captions());
            Set<NDArray> before = arrays();

            try (NDManager step = model.newSubManager()) {
                Clips clips = new Clips(
                        copy(given.frames(), step),
                        copy(given.codes(), step),
                        given.frameNumbers(),
                        copy(given.captions(), step));
                objective.learn(clips, choices(), 60_000, 1);
            }

            Set<NDArray> left = arrays();
            left.removeAll(before);
            assertThat(left).extracting(NDArray::getShape).isEmpty();
        }
    }

    private static NDArray copy(NDArray array, NDManager owner) {
        NDArray copy = array.duplicate();
        copy.attach(owner);
        return copy;
    }

    /** By identity: arrays are equal by content. */
    private Set<NDArray> arrays() {
        Set<NDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        arrays.addAll(model.getManagedArrays());
        return arrays;
    }

    @Test
    void parametersAfterOneStepOfAdamEqualTheReference() {
        Objective objective = objective(settings(), true, false);
        Map<String, NDArray> parameters = trained.trained();
        Adam video = adam(parameters, true, 0.999);
        Adam rest = adam(parameters, false, 0.99);
        objective.learn(clips(captions()), choices(), 60_000, 1);
        Map<String, double[]> gradients = gradients();

        double fast = golden.number("vae_lr", 0.005);
        double slow = golden.number("learning_rate", 0.001);
        video.step(fast, NO_LIMIT);
        rest.step(slow, NO_LIMIT);

        double worst = 0;
        Map<String, StoredTensor> stored = golden.parametersAfterOneStep();
        assertThat(stored).containsKeys(parameters.keySet().toArray(String[]::new));
        for (String name : parameters.keySet()) {
            if (!isNoise(name)) {
                double[] expected = numbers(stored.get(name).toArray(model));
                double[] actual = numbers(parameters.get(name));
                double rate = name.startsWith(VIDEO_ENCODER) ? fast : slow;
                worst = Math.max(worst, error(name, rate, actual, expected, gradients.get(name)));
            }
        }
        System.out.printf(Locale.ROOT, "golden 10_training_step/params_after_one_adam_step: absolute %.2e%n", worst);
        LossValues after = objective.learn(clips(captions()), choices(), 60_000, 1);
        assertThat(after.total())
                .isCloseTo(golden.result("step60000_loss_after_one_adam_step", "train/total_loss"), within(0.01));
    }

    /**
     * Adam's first step is {@code rate · g / (|g| + 1e-8)}: where g is rounding noise, so is the step. Entries below a millionth of the largest are
     * left out. Just above, the step still follows g's last digits, of which the reference's own float32 run has a millionth of the largest wrong:
     * what that makes of the step is allowed on top of 1e-5.
     */
    private static double error(String name, double rate, double[] actual, double[] expected, double... gradient) {
        double noise = 1e-6 * largest(gradient);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double size = Math.abs(gradient[i]);
            if (size >= noise) {
                double error = Math.abs(actual[i] - expected[i]);
                double steepness = rate * 1e-8 / Math.pow(size + 1e-8, 2);
                assertThat(error).as("%s at %s", name, i).isLessThanOrEqualTo(1e-5 + steepness * noise);
                worst = Math.max(worst, error);
            }
        }
        return worst;
    }

    private Adam adam(Map<String, NDArray> parameters, boolean ofVideoEncoder, double beta2) {
        List<NDArray> group = parameters.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(VIDEO_ENCODER) == ofVideoEncoder)
                .map(Map.Entry::getValue)
                .toList();
        return new Adam(model, group, 0.9, beta2);
    }

    private void checkLosses(String run, long step, ObjectiveSettings settings, boolean antialias) {
        if (golden.has(run)) {
            check(run, objective(settings, antialias, false).learn(clips(captions()), choices(), step, 1));
        }
    }

    private void check(String run, LossValues values) {
        for (Loss loss : Loss.values()) {
            double expected = golden.result(run, "train/" + loss.label());
            double actual = values.terms().get(loss);
            report(run, loss.label(), actual, expected);
            double tolerance = loss == Loss.CONSISTENCY ? 1e-6 : 2e-5 * Math.abs(expected);
            assertThat(actual).as("%s %s", run, loss.label()).isCloseTo(expected, within(tolerance));
        }
        double total = golden.result(run, "train/total_loss");
        report(run, "total_loss", values.total(), total);
        assertThat(values.total()).as("%s total", run).isCloseTo(total, within(2e-5 * total));
        assertThat(values.weights().get(Loss.DIRECTIONAL))
                .isCloseTo(golden.result(run, "lambda/clip_loss"), within(1e-9));
        assertThat(values.weights().get(Loss.RECONSTRUCTION))
                .isCloseTo(golden.result(run, "lambda/rl_loss"), within(1e-9));
    }

    private static void report(String run, String name, double actual, double expected) {
        System.out.printf(
                Locale.ROOT,
                "golden 10_training_step/%s/%s: %.8f, expected %.8f, relative %.1e%n",
                run,
                name,
                actual,
                expected,
                Math.abs(actual - expected) / Math.abs(expected));
    }

    private void checkGradients(String step) {
        Map<String, double[]> gradients = gradients();
        String prefix = "grad_" + step + "__";
        double worst = 0;
        for (String stored : golden.namesAfter(prefix)) {
            String name = stored.replace("__first16", "");
            double[] actual = gradients.get(name);
            double[] expected = numbers(golden.array(model, prefix + stored));
            if (isNoise(name)) {
                continue;
            }
            double error = IntStream.range(0, expected.length)
                            .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                            .max()
                            .orElse(0)
                    / largest(actual);
            worst = Math.max(worst, error);
            assertThat(error).as("%s %s", step, stored).isLessThanOrEqualTo(5e-5);
        }
        System.out.printf(Locale.ROOT, "golden 10_training_step/gradients of %s: relative %.2e%n", step, worst);
        checkNorms(step, gradients);
    }

    private void checkNorms(String step, Map<String, double[]> gradients) {
        Map<?, ?> norms = (Map<?, ?>) golden.results().get("grad_norms_" + step);
        norms.forEach((name, norm) -> {
            double expected = ((Number) norm).doubleValue();
            double actual = Math.sqrt(Arrays.stream(gradients.get(name.toString()))
                    .map(g -> g * g)
                    .sum());
            assertThat(actual)
                    .as("%s norm of %s", step, name)
                    .isCloseTo(expected, within(isNoise(name.toString()) ? NO_LIMIT : 5e-5 * expected));
        });
    }

    /** Keys may shift together without changing any attention: the gradient of their bias is zero but for rounding. */
    private static boolean isNoise(String name) {
        return name.endsWith("attn.key.bias");
    }

    private Objective objective(ObjectiveSettings settings, boolean antialias, boolean recompute) {
        Map<String, StoredTensor> stored = golden.start().tensors("state_dict");
        Critics critics =
                new Critics(generator(), clip(), Onlooker.of(dino(), settings.classBlock(), antialias), antialias);
        GeneratorConfig painted = critics.generator().config();
        VidStyleOdeConfig sizes = model(Optional.of(0.5)).networks().config(painted.styleLayers(), painted.styleDim());
        trained = new TrainedWeights(model, 1, (name, shape, random) -> InitialValues.constant(shape, 1));
        network = new VidStyleOde(trained.weights(), sizes);
        trained.read("last.ckpt", stored);
        return new Objective(network, critics, settings, recompute);
    }

    private Weights frozen(String prefix) {
        return golden.start().weights(model, "state_dict").scope(prefix);
    }

    private Generator generator() {
        Weights weights = frozen("stylegan_G.G.");
        return new Generator(GeneratorConfig.of(weights), weights);
    }

    private Clip clip() {
        Weights weights = frozen("clip_loss.model.");
        return new Clip(ClipConfig.of(weights), weights);
    }

    private Dino dino() {
        Weights weights = frozen("criterionVGG.extractor.model.");
        Dino dino = new Dino(DinoConfig.of(weights, dinoHeads), weights);
        weights.verify();
        return dino;
    }

    private ModelSettings model(Optional<Double> deltaScale) {
        Map<String, Object> params = new HashMap<>();
        golden.config().forEach((key, value) -> params.put(key.toString(), value));
        deltaScale.ifPresent(
                scale -> params.put("delta_inversion_weight", golden.number("delta_inversion_weight", scale)));
        return ConfigReader.model("meta.json", params, 2e-6);
    }

    private ObjectiveSettings settings() {
        return withEpsilon(model(Optional.empty()).objective(), golden.number("l2_latent_eps", 0.02));
    }

    private static ObjectiveSettings withEpsilon(ObjectiveSettings s, double epsilon) {
        return new ObjectiveSettings(
                s.lambdas(), s.structureShare(), s.classBlock(), epsilon, s.manipulationStrength(), s.sampling());
    }

    private NDArray captions() {
        return Gradients.off(() -> clip().sentences(golden.array(model, "tokens")));
    }

    private Clips clips(NDArray captions) {
        long[] numbers = golden.array(model, "sampleT")
                .toType(DataType.INT64, false)
                .get(0)
                .toLongArray();
        return new Clips(
                golden.array(model, "real_img"),
                golden.array(model, "inversion"),
                Arrays.stream(numbers).asDoubleStream().toArray(),
                captions);
    }

    private Choices choices() {
        int[] frames = IntStream.concat(
                        IntStream.of(0), Arrays.stream(golden.choice(0)).map(i -> i + 1))
                .sorted()
                .toArray();
        boolean[] observed = new boolean[(int) golden.number("T", 4)];
        Arrays.fill(observed, true);
        return new Choices(frames, golden.choice(1), golden.choice(2), golden.choice(3), observed);
    }

    private Map<String, double[]> gradients() {
        Map<String, double[]> gradients = new HashMap<>();
        trained.trained().forEach((name, parameter) -> {
            try (NDArray gradient = parameter.getGradient()) {
                gradients.put(name, numbers(gradient));
            }
        });
        return gradients;
    }

    private static void zero(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            gradient.subi(gradient.duplicate());
        }
    }

    private static double[] numbers(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private static double largest(double... values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
