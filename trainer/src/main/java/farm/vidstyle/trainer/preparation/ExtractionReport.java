package farm.vidstyle.trainer.preparation;

import java.util.List;

/**
 * What became of the videos.
 *
 * @param made folders of frames that were made now
 * @param kept folders that were whole before
 * @param frames that were written now
 * @param problems videos of which there are no frames, with the reason
 */
public record ExtractionReport(int made, int kept, long frames, List<Problem> problems) {
    public ExtractionReport {
        problems = List.copyOf(problems);
    }
}
