package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.evaluation.Evaluation;
import farm.vidstyle.trainer.evaluation.Yardstick;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import farm.vidstyle.trainer.training.TrainingLoop.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes the demo bundle from nothing, stage by stage. Each stage leaves a snapshot in the working folder; started again, the recipe takes up
 * after the last one that is there.
 */
public final class DemoRecipe {

    static final String PART = "-part.safetensors";
    private static final String WHOLE = "-0.safetensors";
    private static final List<String> STAGES =
            List.of("autoencoder", "tuning", "language", "readout", "style", "sight", "filter", "dynamics", "whole");

    private DemoRecipe() {}

    /** Whether the folder holds something that a run would go on from. */
    public static boolean isBegun(Path folder) {
        return STAGES.stream()
                .anyMatch(stage ->
                        Files.exists(folder.resolve(stage + PART)) || Files.exists(folder.resolve(stage + WHOLE)));
    }

    /**
     * Runs what the folder's snapshots have not behind them, writes bundle and scores, and returns how training went, by stage.
     *
     * @param version of the bundle
     * @param listener to how training goes
     */
    public static Map<String, Outcome> run(DemoPlan plan, Path folder, String version, Consumer<Report> listener)
            throws IOException {
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            return run(new Workplace(model, plan, folder, listener), version);
        }
    }

    static Map<String, Outcome> run(Workplace workplace, String version) throws IOException {
        Path bundle = Files.createDirectories(workplace.folder().resolve("bundle"));
        DemoRecipe.Run run = new Run(workplace, new LinkedHashMap<>());
        Map<NetworkRole, Map<String, NDArray>> weights = run.train();
        new BundleWriter(workplace.networks(), bundle).write(version, weights, workplace.model());
        run.examine(bundle);
        return run.outcomes();
    }

    /** One run of the recipe. */
    private record Run(Workplace workplace, Map<String, Outcome> outcomes) {

        Map<NetworkRole, Map<String, NDArray>> train() throws IOException {
            DemoNetworks networks = workplace.networks();
            NDManager model = workplace.model();
            AutoencoderStage autoencoder = new AutoencoderStage(workplace);
            stage("autoencoder", List.of(autoencoder.generator, autoencoder.encoder), autoencoder::train);
            CodeMeasures measures = basis(autoencoder);
            PictureTuning tuning = new PictureTuning(
                    workplace,
                    measures.basis().foldGenerator(autoencoder.generator.averages(), model),
                    measures.basis().foldEncoder(autoencoder.encoder.averages(), model));
            stage("tuning", List.of(tuning.generator, tuning.encoder), tuning::train);
            Map<String, NDArray> generatorArrays = tuning.generator.averages();
            Map<String, NDArray> encoderArrays = tuning.encoderArrays();
            PyramidEncoder encoder = new PyramidEncoder(given(encoderArrays), networks.encoder(networks.styleWidth()));
            Generator generator = new Generator(networks.generator(networks.styleWidth(), 0), given(generatorArrays));
            Path vocabulary = workplace.folder().resolve("bundle").resolve(BundleWriter.VOCABULARY);
            LanguageStage language = new LanguageStage(workplace, vocabulary);
            stage("language", List.of(language.parameters), language::train);
            Clip clip = new Clip(language.config, language.parameters.averaged());
            FrozenNetworks frozen = new FrozenNetworks(model, encoder, generator, clip, language.tokenizer());
            Parameters motion = trainMotion(frozen, measures);
            Map<NetworkRole, Map<String, NDArray>> weights = new EnumMap<>(NetworkRole.class);
            weights.put(NetworkRole.GENERATOR, generatorArrays);
            weights.put(NetworkRole.INVERSION, encoderArrays);
            weights.put(NetworkRole.CLIP, language.parameters.averages());
            weights.put(NetworkRole.VIDSTYLEODE, withoutTrainingOnly(motion.averages()));
            return weights;
        }

        private CodeMeasures basis(AutoencoderStage autoencoder) throws IOException {
            Path file = workplace.folder().resolve("basis" + WHOLE);
            if (!Files.exists(file)) {
                autoencoder.findBasis().write(file, workplace.model());
            }
            return CodeMeasures.read(file, workplace.model());
        }

        private Parameters trainMotion(FrozenNetworks frozen, CodeMeasures measures) throws IOException {
            Parameters motion =
                    new Parameters(workplace.model(), workplace.plan().seed() + 3, MotionNetworks::initialValues);
            new MotionNetworks(motion.weights(), workplace.networks());
            CodeLoss codeLoss = measures.loss(workplace.model());
            ReadoutStage readout = new ReadoutStage(workplace, frozen, codeLoss);
            stage("readout", List.of(motion), () -> readout.trainMotion(motion));
            stage("style", List.of(motion), () -> readout.trainStyle(motion));
            stage("sight", List.of(motion), () -> new SightStage(workplace).train(motion));
            FilterStage filter = new FilterStage(workplace);
            stage("filter", List.of(filter.parameters), filter::train);
            Map<String, NDArray> filtering = filter.parameters.averages();
            stage("dynamics", List.of(motion), () -> new DynamicsStage(workplace).train(motion, filtering));
            stage("whole", List.of(motion), () -> new WholeStage(workplace, frozen, codeLoss).train(motion));
            return motion;
        }

        /** Runs a stage, or goes on with it, or reads what it left in an earlier run. */
        private void stage(String name, List<Parameters> parameters, Supplier<Outcome> training) throws IOException {
            List<Path> files = IntStream.range(0, parameters.size())
                    .mapToObj(i -> workplace.folder().resolve(name + "-" + i + ".safetensors"))
                    .toList();
            if (files.stream().allMatch(Files::exists)) {
                for (int i = 0; i < files.size(); i++) {
                    parameters.get(i).read(files.get(i));
                }
                outcomes.put(name, Outcome.of(Checkpoint.open(files.get(0)).metadata()));
                return;
            }
            Outcome outcome = training.get();
            outcomes.put(name, outcome);
            for (int i = 0; i < files.size(); i++) {
                parameters.get(i).write(files.get(i), outcome.asMetadata());
            }
            Files.deleteIfExists(workplace.partOf(name));
        }

        private Weights given(Map<String, NDArray> arrays) {
            return Weights.grown(workplace.model(), (name, shape, type, trained) -> arrays.get(name));
        }

        private static Map<String, NDArray> withoutTrainingOnly(Map<String, NDArray> arrays) {
            Map<String, NDArray> kept = new LinkedHashMap<>(arrays);
            kept.keySet().removeIf(name -> name.startsWith(MotionNetworks.TRAINING_ONLY));
            return kept;
        }

        /** Measures the bundle and writes down what it is worth and how it was made. */
        void examine(Path bundle) throws IOException {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("plan", workplace.plan().toString());
            report.put("stages", outcomes);
            try (ModelBundle opened = ModelBundle.open(bundle)) {
                int clips = workplace.plan().examinedClips();
                long start = System.nanoTime();
                Evaluation evaluation = new Yardstick(opened, clips, 0).run(done -> {
                    double left = (System.nanoTime() - start) / 1e9 / done * (clips - done);
                    workplace.listener().accept(new Report("evaluation", done, clips, Double.NaN, left));
                });
                report.put("evaluation", evaluation.json());
            }
            JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(workplace.folder().resolve("scores.json").toFile(), report);
        }
    }
}
