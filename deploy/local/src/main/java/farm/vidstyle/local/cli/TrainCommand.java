package farm.vidstyle.local.cli;

import farm.vidstyle.farm.telemetry.ManagementServer;
import farm.vidstyle.farm.telemetry.Meters;
import farm.vidstyle.trainer.config.ConfigReader;
import farm.vidstyle.trainer.config.TrainingConfig;
import farm.vidstyle.trainer.run.RunFolder;
import farm.vidstyle.trainer.run.RunListener;
import farm.vidstyle.trainer.run.RunOptions;
import farm.vidstyle.trainer.run.TrainingRun;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains VidStyleODE by a configuration file of the reference. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        subcommands = TrainDemoCommand.class,
        description = {
            "Train VidStyleODE by a configuration file of the reference, on a data set in its layout.",
            "Checkpoints, metrics.csv, TensorBoard event files and validation clips lie in LOGS/TAG; Ctrl-C keeps a checkpoint."
        })
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-b", "--base"},
            paramLabel = "CONFIG.yaml",
            description = "The configuration; left out with --resume: that of the run.")
    private @Nullable Path base;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "TAG",
            description = "What the run and its folder are called; left out with --resume: the run's own.")
    private @Nullable String name;

    @Option(
            names = {"-r", "--resume"},
            paramLabel = "DIR|CKPT",
            description = "Go on from an earlier run's last checkpoint, or from a checkpoint.")
    private @Nullable Path resume;

    @Option(names = "--logs", paramLabel = "LOGS", description = "Folder of runs (default: ${DEFAULT-VALUE}).")
    private Path logs = Path.of("logs");

    @Option(names = "--steps", paramLabel = "N", description = "End after so many steps altogether.")
    private long steps;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--log-every",
            paramLabel = "N",
            description = "Steps between rows of metrics.csv (default: ${DEFAULT-VALUE}).")
    private int logEvery = RunOptions.Intervals.USUAL.log();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Steps between checkpoints (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery = RunOptions.Intervals.USUAL.checkpoint();

    @Option(
            names = "--validate-every",
            paramLabel = "N",
            description = "Steps between validations (default: an epoch).")
    private int validateEvery;

    @Option(
            names = "--recompute",
            description = "Paint every image twice, to hold the activations of one alone: for full size on one device.")
    private boolean recompute;

    @Option(names = "--no-captions", description = "Train without captions: text edits are then not learnt.")
    private boolean noCaptions;

    @Option(names = "--metrics-port", paramLabel = "PORT", description = "Serve /metrics there while training.")
    private @Nullable Integer metricsPort;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RunFolder folder = folder();
        TrainingConfig config = ConfigReader.read(base == null ? folder.config() : base);
        folder.keep(base == null ? folder.config() : base);
        RunOptions options = new RunOptions(
                folder.path(),
                seed,
                steps,
                new RunOptions.Intervals(logEvery, checkpointEvery, validateEvery),
                recompute,
                !noCaptions);
        return run(folder, config, options, new TrainProgress(out, Progress.Style.of(json)));
    }

    private RunFolder folder() {
        if (resume == null) {
            return RunFolder.fresh(logs, required("--name", name));
        }
        RunFolder folder = RunFolder.resumed(resume);
        return name == null ? folder : folder.movedTo(logs.resolve(name));
    }

    /** What this is to be done without {@code demo}, whose options are its own, and without {@code --resume}. */
    private <T> T required(String option, @Nullable T value) {
        if (value == null || base == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required option: '" + (base == null ? "--base" : option)
                            + "'; a run is started with --base and --name, or gone on with by --resume");
        }
        return value;
    }

    private Integer run(RunFolder folder, TrainingConfig config, RunOptions options, RunListener listener)
            throws IOException {
        PrometheusMeterRegistry meters = Meters.prometheus();
        Optional<ManagementServer> server =
                Optional.ofNullable(metricsPort).map(port -> ManagementServer.start(port, "trainer", meters));
        server.ifPresent(started -> {
            started.markReady();
            listener.said("meters at http://localhost:" + started.port() + "/metrics");
        });
        try (StopSignal signal = new StopSignal();
                TrainingRun run = folder.checkpoint().isPresent()
                        ? TrainingRun.resume(folder.checkpoint().get(), config, options, meters, listener)
                        : TrainingRun.start(config, options, meters, listener)) {
            long done = run.run(signal::isAsked);
            listener.said((signal.isAsked() ? "stopped" : "ended") + " after step " + done + "; the checkpoint is "
                    + options.checkpoint());
            return signal.isAsked() ? UpCommand.ENDED_BY_SIGNAL : 0;
        } finally {
            server.ifPresent(ManagementServer::close);
        }
    }
}
