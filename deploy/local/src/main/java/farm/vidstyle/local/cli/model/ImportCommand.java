package farm.vidstyle.local.cli.model;

import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.imports.BundleImport;
import farm.vidstyle.networks.imports.ImportRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a bundle of the official files. */
@Command(
        name = "import",
        description = "Make a bundle of the official files and the training configuration. Generator and CLIP come from"
                + " the VidStyleODE checkpoint where no files of their own are given.")
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks; its own mixin would take --version too
    private boolean help;

    @Option(names = "--config", paramLabel = "YAML", required = true, description = "The training configuration.")
    private Path config = Path.of("config.yaml");

    @Option(
            names = "--vidstyleode",
            paramLabel = "FILE",
            description = "Lightning checkpoint of a trained VidStyleODE.")
    private @Nullable Path vidStyleOde;

    @Option(names = "--inversion", paramLabel = "FILE", description = "pSp, such as psp_ffhq_encode.pt.")
    private @Nullable Path inversion;

    @Option(
            names = "--generator",
            paramLabel = "FILE",
            description =
                    "StyleGAN2, such as rosinality's stylegan2-ffhq-config-f.pt, or a network pickle of StyleGAN2-ADA or"
                            + " StyleGAN-Human.")
    private @Nullable Path generator;

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description =
                    "CLIP ViT-B/32 of OpenAI (ViT-B-32.pt) or Hugging Face (model.safetensors, pytorch_model.bin).")
    private @Nullable Path clip;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            required = true,
            description = "CLIP's bpe_simple_vocab_16e6.txt.gz.")
    private Path vocabulary = Path.of("bpe_simple_vocab_16e6.txt.gz");

    @Option(names = "--name", required = true, description = "Of the model: lower-case letters, digits, hyphens.")
    private String name = "";

    @Option(names = "--version", required = true, description = "Of the model, such as 1.0.")
    private String version = "";

    @Option(names = "--licence", required = true, description = "Under which the weights may be used.")
    private String licence = "";

    @Option(
            names = "--alignment",
            defaultValue = "none",
            description = "How frames are cut out of a video: none, center-crop or face (default: ${DEFAULT-VALUE}).")
    private String alignment = "none";

    @Option(
            names = "--no-antialias",
            description = "CLIP's pictures are made smaller without antialiasing, as torchvision before 0.17 did.")
    private boolean plainResize;

    @Option(names = "--link", description = "Keep the files as they are, linked into the bundle.")
    private boolean link;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "The bundle; must not exist yet.")
    private Path out = Path.of("bundle");

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        ImportRequest request = new ImportRequest(
                new ImportRequest.Identity(name, version, licence, Alignment.of(alignment)),
                config,
                new ImportRequest.Sources(files(), vocabulary),
                !plainResize,
                link);
        BundleManifest manifest = BundleImport.run(request, out, progress::say);
        progress.event(Map.of("bundle", out.toString(), "manifest", manifest, "digest", BundleManifest.digest(out)));
        progress.say("wrote " + out + "; check it with './vidstyle model verify " + out + "'");
        return 0;
    }

    private Map<String, Path> files() {
        Map<String, @Nullable Path> given = new HashMap<>();
        given.put("vidstyleode", vidStyleOde);
        given.put("inversion", inversion);
        given.put("generator", generator);
        given.put("clip", clip);
        Map<String, Path> files = new HashMap<>();
        given.forEach((option, file) -> {
            if (file != null) {
                files.put(option, file);
            }
        });
        return files;
    }
}
