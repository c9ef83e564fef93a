package farm.vidstyle.trainer.evaluation;

import java.util.List;

/**
 * Pictures that show one thing; each picture is [3, H, W] in [-1, 1], all of one size.
 *
 * @param lookFor what a visitor should look at
 * @param films shown side by side, frame by frame; may be none
 */
public record Exhibit(String title, String lookFor, List<Row> rows, List<Film> films) {

    /** A row of pictures. */
    public record Row(String label, List<Shown> pictures) {}

    /** A picture with a few words below it, which may be empty. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, and only read
    public record Shown(float[] picture, String words) {}

    /** Frames one after the other. */
    public record Film(String label, List<float[]> frames) {}

    public Exhibit {
        rows = List.copyOf(rows);
        films = List.copyOf(films);
    }
}
