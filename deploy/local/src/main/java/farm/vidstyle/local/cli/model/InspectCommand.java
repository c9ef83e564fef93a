package farm.vidstyle.local.cli.model;

import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.inspect.BundleContents;
import farm.vidstyle.networks.inspect.FileContents;
import farm.vidstyle.networks.inspect.TensorTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in a file of weights or in a bundle. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Show names, shapes, types and sizes in a file of weights of any known format, or in a bundle.")
public final class InspectCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE|BUNDLE", description = "A file of weights, or a bundle's folder.")
    private Path place = Path.of(".");

    @Option(
            names = "--depth",
            defaultValue = "3",
            description = "How deep to show the tree of names (default: ${DEFAULT-VALUE}; JSON has every name).")
    private int depth;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        if (Files.isDirectory(place)) {
            show(BundleContents.of(place), progress);
        } else {
            FileContents contents = FileContents.of(place);
            progress.event(Map.of("file", contents));
            show(contents, progress);
        }
        return 0;
    }

    private void show(BundleContents bundle, Progress progress) {
        progress.event(Map.of("bundle", bundle));
        BundleManifest manifest = bundle.manifest();
        progress.say(manifest.name() + " " + manifest.version() + ", licence " + manifest.licence() + ", alignment "
                + manifest.alignment().key() + ", frames "
                + manifest.frameSize().width() + "x"
                + manifest.frameSize().height() + ", digest " + bundle.digest());
        manifest.networks()
                .forEach((role, network) -> progress.say(role.key() + ": " + network.kind() + " in " + network.file()
                        + ", SHA-256 " + network.sha256()
                        + (network.prefix().isEmpty() ? "" : ", below " + network.prefix())
                        + ", parameters " + network.parameters()));
        bundle.files().values().forEach(file -> show(file, progress));
    }

    private void show(FileContents file, Progress progress) {
        progress.say(file.file() + ", " + TensorTree.size(file.bytes()));
        TensorTree.of(file.tensors()).lines(depth).forEach(progress::say);
        file.values().forEach((name, value) -> progress.say("  " + name + " = " + value));
    }
}
