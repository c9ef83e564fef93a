package farm.vidstyle.trainer.inspection;

import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.preparation.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What one folder has.
 *
 * @param frames sound pictures
 * @param codes sound codes of frames
 * @param missingCodes frames that have none
 * @param frameSize of most pictures; empty without one
 * @param codeShape of most codes; empty without one
 * @param model whose codes they are, where that is written down
 */
record FolderFacts(
        String name,
        int frames,
        int codes,
        List<Integer> missingCodes,
        boolean caption,
        String frameSize,
        String codeShape,
        Optional<CodesOrigin> model,
        List<Problem> problems) {}
