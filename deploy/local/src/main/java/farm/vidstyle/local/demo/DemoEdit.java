package farm.vidstyle.local.demo;

import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Motion;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.edit.Times;
import farm.vidstyle.farm.id.VideoId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the demo's edits.
 *
 * @param kind names the edit, its clip and its row on the sheet
 * @param source the sample whose content it shows
 * @param driver the sample whose motion it shows
 */
record DemoEdit(String kind, int source, int driver, Style style, Times times) {
    private static final double SECONDS = Samples.SECONDS;

    /** What the farm is shown doing, in the order of the sheet. */
    static final List<DemoEdit> ALL = List.of(
            new DemoEdit("reconstruction", 0, 0, Style.NONE, Times.SOURCE),
            new DemoEdit("animation", 0, 1, Style.NONE, Times.SOURCE),
            new DemoEdit("appearance", 2, 2, Samples.STYLE, Times.SOURCE),
            new DemoEdit("interpolation", 1, 1, Style.NONE, at(2 * Samples.FPS, null, null)),
            new DemoEdit("extrapolation", 0, 0, Style.NONE, at(null, 0.0, 1.5 * SECONDS)));

    Edit of(List<VideoId> samples) {
        return new Edit(
                new Content(samples.get(source), null),
                List.of(new Motion(samples.get(driver), null)),
                style,
                times,
                null,
                null);
    }

    private static Times at(@Nullable Double fps, @Nullable Double start, @Nullable Double end) {
        return new Times(fps, start, end, null, null);
    }
}
