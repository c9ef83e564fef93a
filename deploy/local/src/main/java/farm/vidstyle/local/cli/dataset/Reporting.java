package farm.vidstyle.local.cli.dataset;

import com.fasterxml.jackson.core.JacksonException;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.trainer.preparation.Problem;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that works on a data set has in common: how many threads it uses and how it speaks. */
final class Reporting {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print JSON objects: progress, a line each, and the report last.")
    private boolean json;

    /** @param what is counted */
    Crew crew(int jobs, String label, String what) {
        return new Crew(jobs, new WorkProgress(out(), Progress.Style.of(json), label, what));
    }

    /** The report as JSON, or its sentences; problems are for the error stream. */
    void tell(Object report, List<Problem> problems, String sentence) {
        PrintWriter out = out();
        if (json) {
            out.println(text(report));
        } else {
            problems.forEach(problem -> spec.commandLine().getErr().println(problem));
            spec.commandLine().getErr().flush();
            out.println(sentence);
        }
        out.flush();
    }

    /** Says a sentence to people. */
    void say(String sentence) {
        if (!json) {
            out().println(sentence);
            out().flush();
        }
    }

    /** How many there are, for the end of a sentence. */
    static String count(List<Problem> problems) {
        return problems.size() == 1 ? "1 problem, listed above" : problems.size() + " problems, listed above";
    }

    static int cores() {
        return Math.min(Crew.MAX_JOBS, Runtime.getRuntime().availableProcessors());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String text(Object report) {
        try {
            return Json.EVENTS.writeValueAsString(report);
        } catch (JacksonException e) {
            throw new IllegalStateException("a report that is no JSON: " + report, e);
        }
    }
}
