package farm.vidstyle.local.demo;

import farm.vidstyle.farm.event.EditState;
import java.util.List;
import java.util.Map;

/** {@code report.json}: what was asked for and what became of it. */
record DemoReport(List<Entry> edits) {
    DemoReport {
        edits = List.copyOf(edits);
    }

    /**
     * @param clip the clip's file, relative to the report
     * @param seconds what the edit took, by stage; {@code total} is from submission to the clip's arrival, the others are
     *     seconds of computing
     */
    record Entry(String kind, EditState state, int frames, String clip, Map<String, Double> seconds) {}
}
