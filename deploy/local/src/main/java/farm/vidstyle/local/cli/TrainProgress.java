package farm.vidstyle.local.cli;

import farm.vidstyle.trainer.run.RunListener;
import farm.vidstyle.trainer.run.StepReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** How a training run is shown: a bar with the time left on a terminal, a line now and then elsewhere, or JSON. */
final class TrainProgress implements RunListener {
    private static final int BAR_CHARS = 30;
    private static final double SECONDS_BETWEEN_LINES = 10;

    /** Steps differ; the time left follows from the mean over about so many. */
    private static final double MEMORY = 50;

    private final PrintWriter out;
    private final Progress progress;
    private final Progress.Style style;
    private double secondsPerStep;
    private long steps;
    private long lastLineNanos;
    private boolean onBar;

    TrainProgress(PrintWriter out, Progress.Style style) {
        this.out = out;
        this.style = style;
        progress = new Progress(out, style);
    }

    @Override
    public void stepped(StepReport report) {
        steps++;
        secondsPerStep += (report.seconds() - secondsPerStep) / Math.min((double) steps, MEMORY);
        long now = System.nanoTime();
        boolean last = report.end().isPresent() && report.end().getAsLong() == report.done();
        boolean due = steps == 1 || last || (now - lastLineNanos) / 1e9 > SECONDS_BETWEEN_LINES;
        if (style == Progress.Style.BAR) {
            out.print("\r\u001b[K" + bar(report) + words(report));
            out.flush();
            onBar = true;
        } else if (style == Progress.Style.JSON) {
            progress.event(facts(report));
        } else if (due) {
            progress.say(words(report));
            lastLineNanos = now;
        }
    }

    @Override
    public void said(String sentence) {
        if (onBar) {
            out.println();
            onBar = false;
        }
        progress.say(sentence);
    }

    private static Map<String, Object> facts(StepReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("step", report.done());
        facts.put("epoch", report.epoch());
        facts.put("loss", report.losses().total());
        report.losses().terms().forEach((loss, value) -> facts.put(loss.label(), value));
        facts.put("seconds", report.seconds());
        facts.put("libtorchShare", report.libtorchShare());
        return facts;
    }

    private String words(StepReport report) {
        OptionalLong end = report.end();
        String steps = end.isPresent() ? report.done() + "/" + end.getAsLong() : Long.toString(report.done());
        return String.format(
                Locale.ROOT,
                "step %s, epoch %d, loss %.4f, %.2f steps/s%s",
                steps,
                report.epoch(),
                report.losses().total(),
                1 / secondsPerStep,
                end.isPresent() ? ", " + left((end.getAsLong() - report.done()) * secondsPerStep) : "");
    }

    private static String left(double seconds) {
        long minutes = Math.round(seconds / 60);
        return minutes >= 120
                ? String.format(Locale.ROOT, "%.1f h left", seconds / 3600)
                : minutes >= 2 ? minutes + " min left" : Math.round(seconds) + " s left";
    }

    private static String bar(StepReport report) {
        if (report.end().isEmpty()) {
            return "";
        }
        int full = (int) (BAR_CHARS * report.done() / Math.max(1, report.end().getAsLong()));
        return "[" + "#".repeat(full) + " ".repeat(BAR_CHARS - full) + "] ";
    }
}
