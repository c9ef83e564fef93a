package farm.vidstyle.local.cli.dataset;

import com.fasterxml.jackson.core.JacksonException;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.trainer.preparation.WorkObserver;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows how far long work has come and how long the rest will take, in the way its reader can use, and not too often. */
final class WorkProgress implements WorkObserver {
    private static final int BAR_CHARS = 30;
    private static final double BAR_EVERY_SECONDS = 0.1;
    private static final double LINE_EVERY_SECONDS = 5;
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final Progress.Style style;
    private final String label;
    private final String unit;
    private final long start = System.nanoTime();
    private double shownAt = Double.NEGATIVE_INFINITY;

    /**
     * @param label what is done
     * @param unit what is counted; the same in all
     */
    WorkProgress(PrintWriter out, Progress.Style style, String label, String unit) {
        this.out = out;
        this.style = style;
        this.label = label;
        this.unit = unit;
    }

    @Override
    public void advanced(long done, long total, String item) {
        double seconds = (System.nanoTime() - start) / NANOS;
        boolean last = done >= total;
        double pause = style == Progress.Style.BAR ? BAR_EVERY_SECONDS : LINE_EVERY_SECONDS;
        if (!last && seconds - shownAt < pause) {
            return;
        }
        shownAt = seconds;
        double left = done == 0 ? 0 : seconds * (total - done) / done;
        switch (style) {
            case BAR ->
                out.print("\r\u001b[K" + bar(done, total) + " " + text(done, total, left, item) + (last ? "\n" : ""));
            case LINES -> out.println(text(done, total, left, item));
            case JSON -> out.println(json(done, total, left, item));
        }
        out.flush();
    }

    private String text(long done, long total, double left, String item) {
        String rest = done < total ? String.format(Locale.ROOT, ", %s left", duration(left)) : "";
        return label + " " + 100 * done / Math.max(1, total) + " %" + counts(done, total) + rest + ": " + item;
    }

    private String counts(long done, long total) {
        return " (" + done + "/" + total + " " + unit + ")";
    }

    private String json(long done, long total, double left, String item) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("work", label);
        facts.put("done", done);
        facts.put("total", total);
        facts.put("unit", unit);
        facts.put("etaSeconds", Math.round(left));
        facts.put("item", item);
        try {
            return Json.EVENTS.writeValueAsString(facts);
        } catch (JacksonException e) {
            throw new IllegalStateException("facts that are no JSON: " + facts, e);
        }
    }

    private static String bar(long done, long total) {
        int full = (int) (BAR_CHARS * Math.min(done, total) / Math.max(1, total));
        return "[" + "#".repeat(full) + " ".repeat(BAR_CHARS - full) + "]";
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
