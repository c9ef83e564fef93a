package farm.vidstyle.trainer.inspection;

import farm.vidstyle.trainer.preparation.Problem;
import java.util.List;

/**
 * What a training set has, and what is wrong with it.
 *
 * @param frames pictures that can be used
 * @param codes of frames, that can be used
 * @param captions folders that have a description
 * @param frameSize of most frames; empty where there are none
 * @param codeShape of most codes; empty where there are none
 */
public record Findings(
        int folders,
        long frames,
        long codes,
        int captions,
        String frameSize,
        String codeShape,
        List<Problem> problems) {
    public Findings {
        problems = List.copyOf(problems);
    }
}
