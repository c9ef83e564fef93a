package farm.vidstyle.local.cli;

import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.demo.Demo;
import farm.vidstyle.local.embedded.EmbeddedFarm;
import farm.vidstyle.local.embedded.FarmPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a farm, sends sample videos through it, keeps the results, ends the farm. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Send sample videos through a farm of its own and keep the results.")
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "vidstyle-demo",
            description = "Where to put clips, sheet and report (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("vidstyle-demo");

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the farm's data here; left out: none is kept.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        Files.createDirectories(out);
        System.setProperty("vidstyle.log", out.resolve("vidstyle.log").toString());
        Path folder = data == null ? Files.createTempDirectory("vidstyle-demo") : data;
        try {
            run(folder, progress);
        } finally {
            if (data == null) {
                Folders.delete(folder);
            }
        }
        progress.say("wrote " + out.resolve("sheet.png") + " and " + out.resolve("report.json"));
        return 0;
    }

    private void run(Path folder, Progress progress) throws IOException {
        progress.say("starting a farm …");
        try (EmbeddedFarm farm = EmbeddedFarm.start(folder, FarmPorts.ANY, System.getenv())) {
            progress.say("the farm is up at " + farm.address());
            new Demo(new FarmClient(farm.address()), out, progress).run();
        }
    }
}
