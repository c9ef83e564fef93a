package farm.vidstyle.trainer.evaluation;

import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.evaluation.Figure.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the ledger of all exams into figures, each beside its baselines, and says what they should reach. */
final class Findings {

    static final String CONTENT_ONLY = "content only";
    private static final String INVERTED = "per-frame inversion";
    private static final String TRUTH = "true frames";
    private static final Map<PoseAxis, Double> POSE_BOUNDS = Map.of(
            PoseAxis.SHIFT_X,
            0.95,
            PoseAxis.SHIFT_Y,
            0.95,
            PoseAxis.YAW,
            0.95,
            PoseAxis.ROLL,
            0.95,
            PoseAxis.MOUTH,
            0.7);
    private static final int SMALL = 64; // pixels, up to which inversion is asked for more

    private final Ledger ledger;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private String group = ""; // of the figures being added

    Findings(Ledger ledger, int frameSize) {
        this.ledger = ledger;
        inversion(frameSize);
        reconstruction();
        animation();
        appearance();
        interpolation();
        extrapolation();
        smoothness();
        localMotion();
    }

    List<Figure> figures() {
        return figures;
    }

    List<Target> targets() {
        return targets;
    }

    private void inversion(int frameSize) {
        group = "Inversion";
        add(
                "inversion PSNR",
                Unit.DECIBELS,
                psnr("inversion"),
                Map.of(),
                "each frame through encoder and generator, against itself");
        atLeast(frameSize <= SMALL ? 29 : 27);
        add(
                "inversion SSIM",
                Unit.SIMILARITY,
                mean("inversion.ssim"),
                Map.of(),
                "structural similarity of luma, 1 is equal");
        add(
                "inversion feature distance",
                Unit.SIMILARITY,
                mean("inversion.distance"),
                Map.of(),
                "as LPIPS: squared distance of unit-length features of the model's own video encoder, 0 is equal");
    }

    private void reconstruction() {
        group = "Reconstruction";
        add(
                "reconstruction PSNR",
                Unit.DECIBELS,
                psnr("reconstruction"),
                with(CONTENT_ONLY, psnr("content only"))
                        .and(INVERTED, psnr("inversion"))
                        .map(),
                "the clip from its mean code and its motion");
        add(
                "inversion less reconstruction",
                Unit.DECIBELS,
                psnr("inversion") - psnr("reconstruction"),
                with(CONTENT_ONLY, psnr("inversion") - psnr("content only")).map(),
                "what is lost by motion as a state instead of a code a frame");
        atMost(3);
        add(
                "reconstruction SSIM",
                Unit.SIMILARITY,
                mean("reconstruction.ssim"),
                with(CONTENT_ONLY, mean("content only.ssim"))
                        .and(INVERTED, mean("inversion.ssim"))
                        .map(),
                "1 is equal");
        add(
                "reconstruction feature distance",
                Unit.SIMILARITY,
                mean("reconstruction.distance"),
                with(CONTENT_ONLY, mean("content only.distance"))
                        .and(INVERTED, mean("inversion.distance"))
                        .map(),
                "0 is equal");
        for (PoseAxis axis : PoseAxis.values()) {
            String key = ".pose." + ExamRoom.word(axis);
            add(
                    "reconstruction pose: " + ExamRoom.word(axis),
                    Unit.CORRELATION,
                    mean("reconstruction" + key),
                    with(CONTENT_ONLY, 0)
                            .and(INVERTED, mean("inversion" + key))
                            .and(TRUTH, mean("truth" + key))
                            .map(),
                    axis == PoseAxis.ALL.get(0)
                            ? "correlation of the recovered pose with the drawn one, over clips that move so"
                            : "");
            if (POSE_BOUNDS.containsKey(axis)) {
                atLeast(POSE_BOUNDS.get(axis));
            }
        }
    }

    private void animation() {
        group = "Animation";
        add(
                "animation PSNR",
                Unit.DECIBELS,
                psnr("animation"),
                with(CONTENT_ONLY, psnr("animation content only")).map(),
                "another person under the clip's motion, against that person drawn so");
        add(
                "animation pose",
                Unit.CORRELATION,
                mean("animation.pose"),
                with(CONTENT_ONLY, 0)
                        .and(INVERTED, mean("inversion.pose"))
                        .and(TRUTH, mean("truth.pose"))
                        .map(),
                "correlation with the driver's pose, mean over all moving axes");
        atLeast(0.9);
        for (PoseAxis axis : PoseAxis.values()) {
            String key = ".pose." + ExamRoom.word(axis);
            add(
                    "animation pose: " + ExamRoom.word(axis),
                    Unit.CORRELATION,
                    mean("animation" + key),
                    with(CONTENT_ONLY, 0)
                            .and(INVERTED, mean("inversion" + key))
                            .and(TRUTH, mean("truth" + key))
                            .map(),
                    "");
        }
        add(
                "animation looks kept",
                Unit.PERCENT,
                mean("animation.kept"),
                with(CONTENT_ONLY, mean("animation content only.kept"))
                        .and(TRUTH, mean("truth.kept"))
                        .map(),
                "share of the content's attributes that the judge still sees");
        atLeast(0.95);
    }

    private void appearance() {
        for (String way : List.of("edit", "paraphrase")) {
            group = way.equals("edit") ? "Edits by text" : "Edits by text, sentences unlike training's";
            add(
                    way + " success",
                    Unit.PERCENT,
                    mean(way + ".success"),
                    seen(".success"),
                    "the named look is there, all attributes together");
            atLeast(0.85);
            for (Attribute attribute : Attribute.values()) {
                String key = ".success." + ExamRoom.word(attribute);
                add(way + " success: " + ExamRoom.word(attribute), Unit.PERCENT, mean(way + key), seen(key), "");
                if (way.equals("edit")) {
                    atLeast(0.85);
                }
            }
            add(
                    way + " others kept",
                    Unit.PERCENT,
                    mean(way + ".kept"),
                    with("without an edit", mean("unedited.kept"))
                            .and(INVERTED, mean("edit inversion.kept"))
                            .and(TRUTH, mean("edit truth.kept"))
                            .map(),
                    "share of the attributes not named that stay as they were drawn");
            atLeast(0.9);
        }
    }

    private Map<String, Double> seen(String key) {
        return with(INVERTED, mean("edit inversion" + key))
                .and(TRUTH, mean("edit truth" + key))
                .map();
    }

    private void interpolation() {
        group = "Interpolation";
        for (String name : List.of("interpolation", "interpolation quarter")) {
            boolean middle = name.equals("interpolation");
            String words = middle ? "interpolation" : "interpolation at a quarter";
            String about = (middle ? "halfway" : "a quarter of the way")
                    + " between seen frames an eighth of the slowest period apart";
            add(
                    words + " PSNR",
                    Unit.DECIBELS,
                    psnr(name),
                    with("blended pixels", psnr(name + " pixels"))
                            .and("blended codes", psnr(name + " codes"))
                            .and("nearest frame", psnr(name + " nearest"))
                            .and(INVERTED, psnr(name + " inversion"))
                            .map(),
                    about);
        }
        gain("interpolation over blended pixels", "interpolation", "interpolation pixels");
        atLeast(1.5);
        gain("interpolation over blended codes", "interpolation", "interpolation codes");
        atLeast(0);
    }

    private void extrapolation() {
        group = "Extrapolation";
        for (double length : TimeExam.LENGTHS) {
            String name = "extrapolation " + length;
            add(
                    name + " PSNR",
                    Unit.DECIBELS,
                    psnr(name),
                    with("last frame repeated", psnr(name + " repeated"))
                            .and(CONTENT_ONLY, psnr(name + " content only"))
                            .map(),
                    "over " + length + " of the clip's length after its last frame");
        }
        gain("extrapolation over repeating, half a clip", "extrapolation 0.5", "extrapolation 0.5 repeated");
        atLeast(2);
    }

    private void smoothness() {
        group = "Smoothness";
        add(
                "jitter",
                Unit.GREY_LEVELS,
                mean("smoothness"),
                with(INVERTED, mean("smoothness inversion"))
                        .and(TRUTH, mean("smoothness truth"))
                        .map(),
                "root mean square of f(t-1) - 2 f(t) + f(t+1) of the reconstruction, frame after frame; near the true frames' is right");
    }

    private void localMotion() {
        group = "Local motion";
        double inside = mean("local inside second");
        double outside = mean("local outside first");
        add(
                "inside follows driver 2",
                Unit.CORRELATION,
                inside,
                with("driver 1 there", mean("local inside first"))
                        .and("driver 2 everywhere", mean("local alone"))
                        .map(),
                "lower half of the frame: correlation of pixel changes with those of the person drawn under driver 2");
        add(
                "outside follows driver 1",
                Unit.CORRELATION,
                outside,
                with("driver 2 there", mean("local outside second")).map(),
                "upper half, driver 1");
        add(
                "local motion inside, driver 2 over 1",
                Unit.CORRELATION,
                inside - mean("local inside first"),
                Map.of(),
                "above 0: the region follows its own driver");
        atLeast(0);
        add(
                "local motion outside, driver 1 over 2",
                Unit.CORRELATION,
                outside - mean("local outside second"),
                Map.of(),
                "above 0: the rest follows the first driver");
        atLeast(0);
    }

    private void gain(String name, String model, String plain) {
        add(
                name,
                Unit.DECIBELS,
                psnr(model) - psnr(plain),
                with("the model", psnr(model)).and("without it", psnr(plain)).map(),
                "PSNR gained");
    }

    private void add(String name, Unit unit, double value, Map<String, Double> baselines, String about) {
        figures.add(new Figure(group, name, unit, value, baselines, about));
    }

    /** Of the figure added last. */
    private void atLeast(double bound) {
        Figure figure = figures.get(figures.size() - 1);
        targets.add(new Target(figure.name(), figure.value(), bound, false));
    }

    private void atMost(double bound) {
        Figure figure = figures.get(figures.size() - 1);
        targets.add(new Target(figure.name(), figure.value(), bound, true));
    }

    private double psnr(String name) {
        return ledger.psnr(name + ".error");
    }

    private double mean(String name) {
        return ledger.mean(name);
    }

    private static Baselines with(String name, double value) {
        return new Baselines(new LinkedHashMap<>()).and(name, value);
    }

    /** Named values in order. */
    private record Baselines(Map<String, Double> map) {
        Baselines and(String name, double value) {
            map.put(name, value);
            return this;
        }
    }
}
