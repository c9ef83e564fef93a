package farm.vidstyle.local.cli;

import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.demo.DemoBundle;
import farm.vidstyle.trainer.evaluation.Evaluation;
import farm.vidstyle.trainer.evaluation.Gallery;
import farm.vidstyle.trainer.evaluation.Target;
import farm.vidstyle.trainer.evaluation.Yardstick;
import farm.vidstyle.trainer.evaluation.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on drawn heads that it never saw. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measure a model on drawn talking heads whose truth is known; write evaluation.json and a page.")
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "The model's folder, with bundle.yaml; left out: the demo model that ships.")
    private @Nullable Path bundle;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "vidstyle-evaluation",
            description = "Where to put evaluation.json and index.html (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("vidstyle-evaluation");

    @Option(
            names = "--clips",
            paramLabel = "N",
            defaultValue = "" + Yardstick.USUAL_CLIPS,
            description = "How many clips (default: ${DEFAULT-VALUE}).")
    private int clips = Yardstick.USUAL_CLIPS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which people and motions are drawn (default: ${DEFAULT-VALUE}).")
    private int seed;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        Path extracted = Files.createTempDirectory("vidstyle-bundle");
        try (ModelBundle model = open(extracted)) {
            Yardstick yardstick = new Yardstick(model, clips, seed);
            Files.createDirectories(out); // an unwritable folder should not be found out after minutes
            Evaluation evaluation = yardstick.run(new Countdown(progress, clips, System.nanoTime()));
            evaluation.write(out);
            Page.write(evaluation, new Gallery(model, seed).exhibits(model), out);
            progress.event(Map.of("evaluation", evaluation.json()));
            tell(evaluation, progress);
        } finally {
            Folders.delete(extracted);
        }
        return 0;
    }

    private ModelBundle open(Path extracted) {
        if (bundle == null) {
            DemoBundle.extract(extracted);
            return ModelBundle.open(extracted);
        }
        if (!Files.isDirectory(bundle)) {
            throw new IllegalArgumentException(
                    "--bundle is '" + bundle + "'; expected a folder with a model's bundle.yaml and weights");
        }
        return ModelBundle.open(bundle);
    }

    private void tell(Evaluation evaluation, Progress progress) {
        for (Target target : evaluation.targets()) {
            progress.say(String.format(
                    Locale.ROOT,
                    "%-3s %-45s %10s  (%s %s)",
                    target.met() ? "ok" : "-",
                    target.name(),
                    evaluation.figure(target.name()).unit().text(target.value()),
                    target.atMost() ? "at most" : "at least",
                    evaluation.figure(target.name()).unit().text(target.bound())));
        }
        progress.say(evaluation.targetsMet() + " of " + evaluation.targets().size() + " targets met; wrote "
                + out.resolve(Page.FILE) + " and " + out.resolve(Evaluation.FILE));
    }

    /** Tells how many clips are done and how long the rest will take. */
    private record Countdown(Progress progress, int clips, long start) implements IntConsumer {
        @Override
        public void accept(int done) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double left = seconds / done * (clips - done);
            progress.event(Map.of("clipsDone", done, "clips", clips, "etaSeconds", Math.round(left)));
            progress.step(done, clips, String.format(Locale.ROOT, "clips, %.0f s left", left));
        }
    }
}
