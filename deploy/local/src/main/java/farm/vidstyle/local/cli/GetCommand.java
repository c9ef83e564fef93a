package farm.vidstyle.local.cli;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.local.client.FarmClient;
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

/** Waits for an edit and fetches its clip. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Wait for an edit and fetch its clip.")
public final class GetCommand implements Callable<Integer> {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The edit's id.")
    private String id = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where to put the clip.")
    private Path out = Path.of("clip.mp4");

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        fetch(farm.client(), new EditId(id), out, progress);
        return 0;
    }

    static void fetch(FarmClient client, EditId edit, Path out, Progress progress) {
        client.follow(edit, status -> progress.show(edit.value(), status)).requireSuccess();
        client.clip(edit, out);
        progress.event(Map.of("clip", out.toString()));
        progress.say("wrote " + out);
    }
}
