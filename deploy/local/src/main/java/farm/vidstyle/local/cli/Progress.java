package farm.vidstyle.local.cli;

import com.fasterxml.jackson.core.JacksonException;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.local.client.EditView;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long work is shown: a bar on a terminal, a line a change elsewhere, a JSON object a change with {@code --json}. */
public final class Progress {
    private static final int BAR_CHARS = 30;

    private final PrintWriter out;
    private final Style style;
    private @Nullable String last;

    /** The three ways of showing. */
    public enum Style {
        BAR,
        LINES,
        JSON;

        /** Set by the launcher script, which can tell for sure on any Java. */
        private static final String ON_TERMINAL = "vidstyle.terminal";

        /** A bar where a person looks on, unless JSON was asked for. */
        public static Style of(boolean json) {
            if (json) {
                return JSON;
            }
            return Boolean.getBoolean(ON_TERMINAL) ? BAR : LINES;
        }
    }

    public Progress(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Shows where an edit stands, if that has changed. */
    public void show(String label, EditView status) {
        if (style == Style.JSON) {
            event(Map.of("edit", label, "status", status));
            return;
        }
        String text = label + ": " + words(status);
        if (text.equals(last)) {
            return;
        }
        last = text;
        if (style == Style.BAR) {
            out.print("\r\u001b[K" + bar(status) + " " + text + (status.state().isFinal() ? "\n" : ""));
            out.flush();
        } else {
            line(text);
        }
    }

    /** Shows how many of a number of things are done; not part of the JSON. */
    public void step(int done, int all, String words) {
        String text = done + "/" + all + " " + words;
        if (style == Style.BAR) {
            out.print("\r\u001b[K" + bar(done, all) + " " + text + (done == all ? "\n" : ""));
            out.flush();
        } else {
            say(text);
        }
    }

    /** Says a sentence; not part of the JSON. */
    public void say(String sentence) {
        if (style != Style.JSON) {
            line(sentence);
        }
    }

    /** A JSON object on a line of its own, for programs; nothing for people. */
    public void event(Map<String, ?> facts) {
        if (style == Style.JSON) {
            try {
                line(Json.EVENTS.writeValueAsString(facts));
            } catch (JacksonException e) {
                throw new IllegalArgumentException("facts that are no JSON: " + facts, e);
            }
        }
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String words(EditView status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        if (status.state() == EditState.FAILED) {
            return state + ": " + status.error();
        }
        String frames =
                status.framesTotal() == 0 ? "" : " " + status.framesDone() + "/" + status.framesTotal() + " frames";
        Double eta = status.etaSeconds();
        String rest = eta == null || status.state().isFinal() ? "" : String.format(Locale.ROOT, ", %.0f s left", eta);
        return state + frames + rest;
    }

    private static String bar(EditView status) {
        return bar(status.framesDone(), status.framesTotal());
    }

    private static String bar(int done, int all) {
        int total = Math.max(1, all);
        int full = BAR_CHARS * Math.min(done, total) / total;
        return "[" + "#".repeat(full) + " ".repeat(BAR_CHARS - full) + "]";
    }
}
