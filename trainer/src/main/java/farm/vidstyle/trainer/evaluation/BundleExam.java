package farm.vidstyle.trainer.evaluation;

import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.evaluation.Scores.Compared;
import java.util.Map;
import java.util.TreeMap;

/** The yardstick's most telling figures, for the recipe that makes a bundle. */
public final class BundleExam {

    private final Yardstick yardstick;

    public BundleExam(ModelBundle bundle, int clips) {
        yardstick = new Yardstick(bundle, clips, 0);
    }

    public Scores run() {
        Evaluation evaluation = yardstick.run(clip -> {});
        Figure reconstruction = evaluation.figure("reconstruction PSNR");
        Map<String, Double> edits = new TreeMap<>();
        for (Attribute attribute : Attribute.values()) {
            String word = ExamRoom.word(attribute);
            edits.put(word, evaluation.figure("edit success: " + word).value());
        }
        return new Scores(
                evaluation.figure("inversion PSNR").value(),
                reconstruction.baselines().get(Findings.CONTENT_ONLY),
                reconstruction.value(),
                compared(evaluation.figure("animation PSNR"), Findings.CONTENT_ONLY),
                evaluation.figure("animation pose").value(),
                compared(evaluation.figure("interpolation PSNR"), "blended pixels"),
                compared(evaluation.figure("extrapolation 0.5 PSNR"), "last frame repeated"),
                edits,
                evaluation.figure("edit others kept").value());
    }

    private static Compared compared(Figure figure, String plain) {
        return new Compared(figure.value(), figure.baselines().get(plain));
    }
}
