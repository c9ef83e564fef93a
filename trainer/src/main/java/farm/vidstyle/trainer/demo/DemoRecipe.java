package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.evaluation.BundleExam;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the demo bundle from nothing, stage by stage. Each stage leaves a snapshot in the working folder; started again, the recipe takes up
 * after the last one that is there.
 */
@Command(
        name = "demo-recipe",
        mixinStandardHelpOptions = true,
        description = "Trains the demo model and writes its bundle.")
public final class DemoRecipe implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "folder for snapshots; the bundle is written below it")
    private Path out = Path.of("demo-model");

    @Option(names = "--quick", description = "a few steps of every stage: shows that the recipe runs")
    private boolean quick;

    @Option(
            names = "--version-name",
            defaultValue = "1",
            description = "the bundle's version (default: ${DEFAULT-VALUE})")
    private String version = "1";

    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoRecipe()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        run(quick ? DemoPlan.quick() : DemoPlan.full(), out, version);
        return 0;
    }

    /** Runs all stages whose snapshots are not there, writes bundle and scores, and returns how training went, by stage. */
    static Map<String, Outcome> run(DemoPlan plan, Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bundle"));
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            DemoRecipe.Run run = new Run(plan, folder, model, new LinkedHashMap<>());
            Map<NetworkRole, Map<String, NDArray>> weights = run.train();
            new BundleWriter(plan.networks(), folder.resolve("bundle")).write(version, weights, model);
            run.score(folder.resolve("bundle"));
            return run.outcomes();
        }
    }

    /** One run of the recipe. */
    private record Run(DemoPlan plan, Path folder, NDManager model, Map<String, Outcome> outcomes) {

        Map<NetworkRole, Map<String, NDArray>> train() throws IOException {
            DemoNetworks networks = plan.networks();
            AutoencoderStage autoencoder = new AutoencoderStage(model, plan);
            stage("autoencoder", List.of(autoencoder.generator, autoencoder.encoder), autoencoder::train);
            BasisFinder.Found found = autoencoder.findBasis();
            Map<String, NDArray> encoderArrays = found.basis().foldEncoder(autoencoder.encoder.averages(), model);
            Map<String, NDArray> generatorArrays = found.basis().foldGenerator(autoencoder.generator.averages(), model);
            PyramidEncoder encoder = new PyramidEncoder(given(encoderArrays), networks.encoder(networks.styleWidth()));
            Generator generator = new Generator(networks.generator(networks.styleWidth(), 0), given(generatorArrays));
            LanguageStage language =
                    new LanguageStage(model, plan, folder.resolve("bundle").resolve(BundleWriter.VOCABULARY));
            stage("language", List.of(language.parameters), language::train);
            Clip clip = new Clip(language.config, language.parameters.averaged());
            FrozenNetworks frozen = new FrozenNetworks(encoder, generator, clip, language.tokenizer());
            Parameters motion = trainMotion(frozen, found);
            Parameters tuned =
                    new Parameters(model, plan.seed(), (name, shape, random) -> widened(generatorArrays.get(name)));
            new Generator(networks.generator(networks.styleWidth(), 0), tuned.weights());
            stage("tuning", List.of(tuned), () -> new GeneratorTuning(model, plan, encoder).train(tuned));
            Map<NetworkRole, Map<String, NDArray>> weights = new EnumMap<>(NetworkRole.class);
            weights.put(NetworkRole.GENERATOR, tuned.averages());
            weights.put(NetworkRole.INVERSION, encoderArrays);
            weights.put(NetworkRole.CLIP, language.parameters.averages());
            weights.put(NetworkRole.VIDSTYLEODE, withoutTrainingOnly(motion.averages()));
            return weights;
        }

        private Parameters trainMotion(FrozenNetworks frozen, BasisFinder.Found found) throws IOException {
            DemoNetworks networks = plan.networks();
            Parameters motion = new Parameters(model, plan.seed() + 3, MotionNetworks::initialValues);
            MotionNetworks trained = new MotionNetworks(motion.weights(), networks);
            float[] weights = new float[found.weights().length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) found.weights()[i];
            }
            CodeLoss loss = new CodeLoss(
                    found.basis().toNormalised(model),
                    model.create(weights, new Shape(networks.layers(), networks.codeWidth())));
            ReadoutStage readout = new ReadoutStage(model, plan, frozen, loss);
            DynamicsStage dynamics = new DynamicsStage(model, plan, frozen);
            stage("readout", List.of(motion), () -> readout.trainMotion(motion));
            stage("style", List.of(motion), () -> readout.trainStyle(motion));
            stage("dynamics", List.of(motion), () -> {
                dynamics.start(motion, trained);
                return dynamics.train(motion);
            });
            return motion;
        }

        /** Runs a stage, or reads what it left in an earlier run. */
        private void stage(String name, List<Parameters> parameters, java.util.function.Supplier<Outcome> training)
                throws IOException {
            List<Path> files = new java.util.ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                files.add(folder.resolve(name + "-" + i + ".safetensors"));
            }
            if (files.stream().allMatch(Files::exists)) {
                for (int i = 0; i < files.size(); i++) {
                    parameters.get(i).read(files.get(i));
                }
                return;
            }
            outcomes.put(name, training.get());
            for (int i = 0; i < files.size(); i++) {
                parameters.get(i).write(files.get(i), Map.of("stage", name));
            }
        }

        private Weights given(Map<String, NDArray> arrays) {
            return Weights.grown(model, (name, shape, type, trained) -> arrays.get(name));
        }

        private static double[] widened(NDArray array) {
            float[] values = array.toFloatArray();
            double[] wide = new double[values.length];
            Arrays.setAll(wide, i -> values[i]);
            return wide;
        }

        private static Map<String, NDArray> withoutTrainingOnly(Map<String, NDArray> arrays) {
            Map<String, NDArray> kept = new LinkedHashMap<>(arrays);
            kept.keySet().removeIf(name -> name.startsWith(MotionNetworks.TRAINING_ONLY));
            return kept;
        }

        void score(Path bundle) throws IOException {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("plan", plan.toString());
            report.put("stages", outcomes);
            try (ModelBundle opened = ModelBundle.open(bundle)) {
                report.put("scores", new BundleExam(opened, plan.examinedClips()).run());
            }
            JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve("scores.json").toFile(), report);
        }
    }
}
