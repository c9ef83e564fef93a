package farm.vidstyle.local.cli;

import farm.vidstyle.farm.lifecycle.ShutdownHook;
import farm.vidstyle.local.embedded.EmbeddedFarm;
import farm.vidstyle.local.embedded.FarmPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole farm in this process until it is asked to end. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Run the whole farm on this machine.")
public final class UpCommand implements Callable<Integer> {
    /** The status of a process that served until it was asked to end; what a shell expects after SIGTERM. */
    public static final int ENDED_BY_SIGNAL = 143;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.vidstyle",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".vidstyle");

    @Option(names = "--port", defaultValue = "8080", description = "Of the HTTP API (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Of the broker (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--management-port",
            defaultValue = "9090",
            description = "Of health and metrics (default: ${DEFAULT-VALUE}).")
    private int managementPort;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, Progress.Style.of(json));
        System.setProperty("vidstyle.log", data.resolve("log/vidstyle.log").toString());
        ShutdownHook shutdown = ShutdownHook.install();
        progress.say("starting the farm on " + data + " …");
        try (EmbeddedFarm farm =
                EmbeddedFarm.start(data, new FarmPorts(port, kafkaPort, managementPort), System.getenv())) {
            progress.event(
                    Map.of("farm", farm.address(), "kafka", farm.bootstrapServers(), "management", farm.management()));
            progress.say("the farm is up: API at " + farm.address() + ", Kafka at " + farm.bootstrapServers()
                    + ", health and metrics at " + farm.management() + "; Ctrl-C ends it");
            shutdown.await();
            progress.say("finishing the work at hand …");
        }
        progress.say("the farm is down");
        return ENDED_BY_SIGNAL;
    }
}
