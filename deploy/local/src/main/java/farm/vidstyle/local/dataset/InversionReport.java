package farm.vidstyle.local.dataset;

import farm.vidstyle.trainer.preparation.Problem;
import java.util.List;

/**
 * What became of the frames.
 *
 * @param model whose codes they have now
 * @param made codes that were made now
 * @param kept codes that were there before
 * @param problems folders or files without codes, with the reason
 */
public record InversionReport(String model, long made, long kept, List<Problem> problems) {
    public InversionReport {
        problems = List.copyOf(problems);
    }
}
