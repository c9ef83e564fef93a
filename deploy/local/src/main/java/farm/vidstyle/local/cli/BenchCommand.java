package farm.vidstyle.local.cli;

import farm.vidstyle.bench.DecoderBenchmark;
import farm.vidstyle.bench.DecoderPlan;
import farm.vidstyle.bench.Figure;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the machine makes of the farm's heavy parts. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure speed and memory on this machine.")
public final class BenchCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "decoder",
            mixinStandardHelpOptions = true,
            description = {
                "Measure the decoder (codes to pictures) beside the machine's convolution peak and the official formulation.",
                "Each is a process of its own, measured in turns; figures are medians. Wants a machine with nothing else to do."
            })
    int decoder(
            @Option(
                            names = "--size",
                            paramLabel = "PIXELS",
                            defaultValue = "" + DecoderPlan.FULL_SIZE,
                            description = "Size of the pictures (default: ${DEFAULT-VALUE}).")
                    int size,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "60",
                            description = "How long to measure (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(names = "--json", description = "Print a JSON object a line.") boolean json,
            @Option(names = "--strict", description = "Fail where a target is missed.") boolean strict)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, Progress.Style.of(json));
        DecoderPlan plan = new DecoderPlan(size, DecoderPlan.FULL_WIDTH, Duration.ofSeconds(seconds));
        List<Figure> figures = DecoderBenchmark.run(plan, progress::say);
        if (!json) {
            out.println(Figure.heading());
        }
        figures.forEach(figure -> out.println(json ? figure.json() : figure.line()));
        out.flush();
        return strict && !figures.stream().allMatch(Figure::acceptable) ? 1 : 0;
    }
}
