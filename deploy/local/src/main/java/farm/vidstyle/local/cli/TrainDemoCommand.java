package farm.vidstyle.local.cli;

import farm.vidstyle.trainer.demo.DemoPlan;
import farm.vidstyle.trainer.demo.DemoRecipe;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import farm.vidstyle.trainer.training.TrainingLoop.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the demo model from nothing: drawn heads, nine stages, a bundle and its scores. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Train the demo model from nothing and write its bundle and scores.",
            "About two hours on two cores; started again with --resume, it goes on from its last snapshot."
        })
public final class TrainDemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "demo-model",
            description = "Folder for snapshots, scores.json and bundle/ (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("demo-model");

    @Option(
            names = "--quick",
            description = "A few steps of every stage: shows that the recipe runs, in a minute or two.")
    private boolean quick;

    @Option(names = "--resume", description = "Go on from the snapshots in the folder.")
    private boolean resume;

    @Option(
            names = "--bundle-version",
            paramLabel = "VERSION",
            defaultValue = "1.0.0",
            description = "What the bundle is called (default: ${DEFAULT-VALUE}).")
    private String version = "1.0.0";

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!resume && DemoRecipe.isBegun(out)) {
            throw new ParameterException(
                    spec.commandLine(), out + " has snapshots of an earlier run; add --resume or name another --out");
        }
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        DemoPlan plan = quick ? DemoPlan.quick() : DemoPlan.full();
        Map<String, Outcome> outcomes = DemoRecipe.run(plan, out, version, report -> show(report, progress));
        outcomes.forEach((stage, outcome) -> progress.say(String.format(
                Locale.ROOT,
                "%s: loss %.4f -> %.4f in %.0f s",
                stage,
                outcome.firstLoss(),
                outcome.lastLoss(),
                outcome.seconds())));
        progress.event(Map.of("stages", outcomes));
        progress.say("wrote " + out.resolve("bundle") + " and " + out.resolve("scores.json"));
        return 0;
    }

    private static void show(Report report, Progress progress) {
        progress.event(Map.of("training", report));
        progress.say(String.format(
                Locale.ROOT,
                "%s %d/%d: %s%.0f s left of this stage",
                report.stage(),
                report.done(),
                report.steps(),
                Double.isNaN(report.loss()) ? "" : String.format(Locale.ROOT, "loss %.4f, ", report.loss()),
                report.secondsLeft()));
    }
}
