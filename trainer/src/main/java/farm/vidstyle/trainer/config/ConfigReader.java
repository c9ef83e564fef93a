package farm.vidstyle.trainer.config;

import farm.vidstyle.trainer.frames.DataSettings;
import farm.vidstyle.trainer.frames.FrameRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads configuration files of the reference. Relative paths in them count from the working folder, or else from the file's own. */
public final class ConfigReader {

    private static final int NO_END = Integer.MAX_VALUE;
    private static final String DATASET = "ImageCaptionFolderDataset";
    private static final List<String> GENERATORS =
            List.of("StyleGAN2Ravdess", "StyleGAN2Generator", "StyleGAN2Fashion_FT");

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private ConfigReader(Path file) {
        this.file = file;
    }

    /** @throws ConfigException with every problem of the file */
    public static TrainingConfig read(Path file) throws IOException {
        return new ConfigReader(file).config(parse(file, Files.readString(file)));
    }

    /** The settings below {@code model.params} alone. */
    public static ModelSettings model(String source, Map<String, ?> params, double baseRate) {
        List<String> problems = new ArrayList<>();
        Section section = Section.root(params, problems);
        section.ignore("stylegan_gen_config");
        ModelReader reader = new ModelReader(section);
        ModelSettings settings = new ModelSettings(baseRate, reader.networks(), reader.objective());
        section.finish();
        report(source, problems);
        return settings;
    }

    private static Object parse(Path file, String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            throw new ConfigException(
                    file.toString(), List.of("is no YAML: " + e.getMessage().replaceAll("\\s+", " ")));
        }
    }

    private TrainingConfig config(Object yaml) {
        Section root = Section.root(yaml, problems);
        root.ignore("project_title");
        Section model = root.section("model");
        model.ignore("target", "project");
        double rate = model.number("base_learning_rate");
        Section params = model.section("params");
        ModelReader reader = new ModelReader(params);
        NetworkSettings networks = reader.networks();
        ModelSettings settings = new ModelSettings(rate, networks, reader.objective());
        WeightFiles weights =
                weights(root.optional("weights"), ModelReader.configured(params, "stylegan_gen_config", GENERATORS));
        Section data = root.section("data");
        data.ignore("target");
        Section sets = data.section("params");
        int batch = sets.whole("batch_size", 1);
        int workers = sets.whole("num_workers", 0, 2);
        DataSettings training = dataset(sets, "train", batch);
        DataSettings validation = dataset(sets, "validation", batch);
        Schedule schedule = schedule(root.optional("lightning"));
        root.finish();
        report(file.toString(), problems);
        return new TrainingConfig(settings, training, validation, workers, weights, schedule, facts(yaml));
    }

    private DataSettings dataset(Section sets, String key, int batch) {
        Section params = ModelReader.configured(sets, key, List.of(DATASET));
        params.ignore("inverted_img_root");
        for (String attribute : List.of("attribute", "attribute_stats")) {
            if (params.has(attribute)) {
                params.problem(attribute, "is set; captions come from text_descriptions.txt only: take it out");
            }
        }
        params.ignore("attribute", "attribute_stats");
        int own = params.whole("batch_size", 1, batch);
        if (own != batch) {
            params.problem("batch_size", "is " + own + "; expected " + batch + " as in data.params.batch_size");
        }
        List<Integer> size = params.wholes("size", 2, 1);
        FrameRule rule = new FrameRule(
                params.whole("skip_frames", 0, 0),
                params.whole("n_sampled_frames", 2),
                params.flag("irregular_sampling", false),
                size.get(0),
                size.get(1));
        return new DataSettings(
                path(params.text("video_list")),
                path(params.text("img_root")),
                path(params.text("inversion_root")),
                rule,
                batch);
    }

    private WeightFiles weights(Section weights, Section generator) {
        return new WeightFiles(
                path(generator.text("pkl_file")),
                path(weights.text("clip", "pretrained_models/ViT-B-32.pt")),
                path(weights.text("dino", "pretrained_models/dino_vitbase16_pretrain.pth")),
                path(weights.text("vocabulary", "pretrained_models/bpe_simple_vocab_16e6.txt.gz")),
                weights.flag("antialias", true));
    }

    private static Schedule schedule(Section lightning) {
        lightning.ignore("callbacks", "modelcheckpoint", "logger");
        Section trainer = lightning.optional("trainer");
        trainer.ignore(
                "accelerator",
                "devices",
                "gpus",
                "strategy",
                "precision",
                "num_nodes",
                "benchmark",
                "log_every_n_steps");
        return new Schedule(
                trainer.whole("accumulate_grad_batches", 1, 1),
                trainer.whole("max_steps", 1, NO_END),
                trainer.whole("max_epochs", 1, NO_END),
                trainer.whole("limit_val_batches", 0, 2),
                trainer.whole("check_val_every_n_epoch", 1, 1));
    }

    private Path path(String text) {
        Path path = Path.of(text);
        Path beside = file.toAbsolutePath().resolveSibling(path);
        return !Files.exists(path) && Files.exists(beside) ? beside : path;
    }

    /** Where data and weights lie does not change a run's numbers, and how long it goes on only their count. */
    private static Map<String, String> facts(Object yaml) {
        Map<String, String> facts = new TreeMap<>();
        flatten("", yaml, facts);
        facts.keySet()
                .removeIf(
                        key -> key.matches(
                                "lightning\\.(?!trainer\\.accumulate_grad_batches).*"
                                        + "|project_title|.*\\.(project|target|num_workers|video_list|img_root|inversion_root|inverted_img_root|pkl_file)"
                                        + "|data\\.params\\.validation\\..*|weights\\.(clip|dino|vocabulary)|model\\.params\\.frame_log_size"));
        return facts;
    }

    private static void flatten(String path, Object value, Map<String, String> facts) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, part, facts));
        } else {
            facts.put(path, Section.number(value).map(String::valueOf).orElse(String.valueOf(value)));
        }
    }

    private static void report(String source, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(source, problems);
        }
    }
}
