package farm.vidstyle.local.cli.model;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.worker.model.ModelPush;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a bundle into a farm's store; the farm may run, and takes it from then on. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Put a bundle into a farm's store; a running farm uses it within seconds.")
public final class PushCommand implements Callable<Integer> {
    @Mixin
    private final StoreOption store = new StoreOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle's folder.")
    private Path bundle = Path.of(".");

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        try (ObjectStore opened = store.open()) {
            ModelRef model = new ModelPush(opened, progress::say).push(bundle);
            progress.event(Map.of("model", model));
            progress.say("pushed " + model.name() + "@" + model.version() + "; use it with --model " + model.name());
        }
        return 0;
    }
}
