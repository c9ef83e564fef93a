package farm.vidstyle.local.cli.model;

import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.networks.check.BundleCheck;
import farm.vidstyle.networks.check.CheckReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a bundle: digests, strict loading, and a frame through all networks. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check a bundle: digests, strict loading, and a frame through all networks.")
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle's folder.")
    private Path bundle = Path.of(".");

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        progress.say("verifying " + bundle + " …");
        CheckReport report = BundleCheck.run(bundle);
        progress.event(Map.of("sound", report.sound(), "report", report));
        report.outputs().forEach(output -> progress.say(line(output)));
        report.problems().forEach(problem -> progress.say("PROBLEM  " + problem));
        progress.say(report.sound() ? "sound: " + title(report) : "not sound: do not use it");
        return report.sound() ? 0 : 1;
    }

    private static String title(CheckReport report) {
        return String.format(
                Locale.ROOT,
                "%s %s, licence %s, digest %s, loaded in %.1f s",
                report.name(),
                report.version(),
                report.licence(),
                report.digest(),
                report.loadSeconds());
    }

    private static String line(CheckReport.Output output) {
        return String.format(
                Locale.ROOT,
                "%-28s %-20s from %9.4f to %9.4f, mean %9.4f, NaN %d, infinite %d, %.2f s",
                output.network(),
                output.shape(),
                output.min(),
                output.max(),
                output.mean(),
                output.unfit().nan(),
                output.unfit().infinite(),
                output.seconds());
    }
}
