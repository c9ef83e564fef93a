package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.evaluation.Exhibit.Film;
import farm.vidstyle.trainer.evaluation.Exhibit.Row;
import farm.vidstyle.trainer.evaluation.Exhibit.Shown;
import farm.vidstyle.trainer.evaluation.judge.LookJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Shows on the first few of an evaluation's clips what its figures mean. */
public final class Gallery {

    private static final int PICTURES = 8; // a row
    private static final int FRAMES = 32; // of a film over a window
    private static final int[] SHOWN_CLIPS = {0, 1};

    private final Product product;
    private final LookJudge judge;
    private final int seed;

    /** Shows clips from a seed. */
    public Gallery(ModelBundle bundle, int seed) {
        product = new Product(bundle, new HeadRenderer(bundle.imageSize().height()));
        judge = new LookJudge(bundle.imageSize().height());
        this.seed = seed;
    }

    /** In the order in which a visitor should see them. */
    public List<Exhibit> exhibits(ModelBundle bundle) {
        List<Exhibit> exhibits = new ArrayList<>();
        try (NDManager request = bundle.newManager()) {
            List<Take> takes = Arrays.stream(SHOWN_CLIPS)
                    .mapToObj(clip -> Take.of(HeldOutClip.number(seed, clip), product, request))
                    .toList();
            takes.forEach(take -> exhibits.add(reconstruction(take)));
            takes.forEach(take -> exhibits.add(animation(take)));
            exhibits.add(edits(takes.get(0)));
            exhibits.add(interpolation(takes.get(0)));
            exhibits.add(extrapolation(takes.get(0)));
            exhibits.add(localMotion(takes.get(0)));
        }
        return exhibits;
    }

    private Exhibit reconstruction(Take take) {
        double[] times = product.sampleTimes(FRAMES);
        List<float[]> source = product.film(take.clip().person(), take.clip().motion(), times);
        List<float[]> inverted = product.paint(product.invert(take.request(), source));
        List<float[]> made = product.paint(product.codes(take.content(), take.zd0(), times));
        List<float[]> constant = ExamRoom.repeated(product.paint(take.content()).get(0), FRAMES);
        return new Exhibit(
                "Reconstruction",
                "A clip from one picture of the person and one state of motion, nothing else. Compare head position, turn,"
                        + " mouth and eyes with the source in the same column. Inversion has a code for every frame and"
                        + " shows the best the generator can paint; content only shows what remains without motion.",
                List.of(
                        row("source", source),
                        row("inversion, frame by frame", inverted),
                        row("reconstruction", made),
                        row("content only", constant)),
                List.of(new Film("source", source), new Film("reconstruction", made)));
    }

    private Exhibit animation(Take take) {
        HeldOutClip clip = take.clip();
        double[] times = product.sampleTimes(FRAMES);
        List<float[]> driver = product.film(clip.person(), clip.motion(), times);
        List<float[]> others = product.film(clip.other(), clip.otherMotion(), product.sampleTimes(PICTURES));
        NDArray content = Product.content(product.invert(take.request(), others));
        List<float[]> made = product.paint(product.codes(content, take.zd0(), times));
        List<float[]> truth = product.film(clip.other(), clip.motion(), times);
        return new Exhibit(
                "Animation",
                "One person's motion on another person. The result should move as the driver and look as the content; the"
                        + " right answer, drawn, stands below.",
                List.of(
                        row("content's own clip", others, PICTURES),
                        row("driver", driver),
                        row("result", made),
                        row("right answer", truth)),
                List.of(new Film("driver", driver), new Film("result", made), new Film("right answer", truth)));
    }

    private Exhibit edits(Take take) {
        double[] times = product.sampleTimes(EditExam.MOMENTS);
        NDArray tokens = product.tokens(take.zd0(), times);
        NDArray style = product.style(take.content());
        List<HeadPose> poses = HeldOutClip.poses(take.clip().motion(), times);
        HeadAppearance person = take.clip().person();
        float[] unedited =
                product.paint(product.styled(take.content(), style, tokens)).get(0);
        List<Row> rows = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            List<Shown> shown = new ArrayList<>(List.of(new Shown(unedited, "no edit")));
            for (Attribute.Look look : attribute.looks()) {
                if (!look.equals(person.look(attribute))) {
                    NDArray direction =
                            product.direction(take.request(), EditExam.FROM, Captions.with(look), EditExam.STRENGTH);
                    List<float[]> made = product.paint(product.styled(take.content(), style.add(direction), tokens));
                    Attribute.Look found = judge.judge(made, person, poses).look(attribute);
                    shown.add(new Shown(made.get(0), (found.equals(look) ? "✓ " : "✗ ") + look.phrase()));
                }
            }
            rows.add(new Row(ExamRoom.word(attribute), shown));
        }
        return new Exhibit(
                "Edits by text",
                "Each picture is the moving clip's first frame after “" + EditExam.FROM + "” → “" + EditExam.FROM
                        + " with …”. Only the named thing should change. ✓ means that the judge sees it, over several frames.",
                rows,
                List.of());
    }

    private Exhibit interpolation(Take take) {
        HeldOutClip clip = take.clip();
        double spacing = TimeExam.SPACING * clip.motion().longestPeriod();
        double[] seen = IntStream.rangeClosed(0, (int) ((product.window() - 1) / spacing))
                .mapToDouble(i -> i * spacing)
                .toArray();
        double[] between = Arrays.stream(seen, 0, seen.length - 1)
                .map(t -> t + spacing / 2)
                .toArray();
        List<float[]> frames = product.film(clip.person(), clip.motion(), seen);
        NDArray codes = product.invert(take.request(), frames);
        NDArray zd0 = product.motion(take.request(), frames, TimeExam.DROPPED, seen);
        int count = Math.min(PICTURES, between.length);
        return new Exhibit(
                "Interpolation",
                "The model sees frames an eighth of a period apart and paints the moments halfway between. Blending the"
                        + " neighbours' pixels doubles every edge that moves; a right answer has one sharp head.",
                List.of(
                        row("seen frame before", frames, count),
                        row("right answer between", product.film(clip.person(), clip.motion(), between), count),
                        row("model", product.paint(product.codes(Product.content(codes), zd0, between)), count),
                        row("pixels blended", TimeExam.blended(frames, 0.5), count),
                        row("codes blended", product.paint(TimeExam.blended(codes, 0.5)), count)),
                List.of());
    }

    private Exhibit extrapolation(Take take) {
        HeldOutClip clip = take.clip();
        double last = product.window() - 1;
        double[] later = IntStream.rangeClosed(1, PICTURES)
                .mapToDouble(i -> last + i * (double) product.window() / PICTURES)
                .toArray();
        List<float[]> truth = product.film(clip.person(), clip.motion(), later);
        List<float[]> made = product.paint(product.codes(take.content(), take.zd0(), later));
        List<Shown> labelled = IntStream.range(0, PICTURES)
                .mapToObj(i -> new Shown(truth.get(i), "+" + 100 * (i + 1) / PICTURES + " %"))
                .toList();
        List<float[]> repeated = ExamRoom.repeated(
                product.film(clip.person(), clip.motion(), last).get(0), PICTURES);
        return new Exhibit(
                "Extrapolation",
                "What the model paints after the last frame it saw, up to once more the clip's length. The motion should go"
                        + " on as the right answer's does; repeating the last frame is what one would do without a model.",
                List.of(
                        new Row("right answer, after the end", labelled),
                        row("model", made, PICTURES),
                        row("last frame repeated", repeated, PICTURES)),
                List.of());
    }

    private Exhibit localMotion(Take take) {
        HeldOutClip clip = take.clip();
        double[] times = product.sampleTimes(FRAMES);
        NDArray second = product.motion(take.request(), clip.other(), clip.otherMotion());
        List<float[]> made = product.paint(product.codes(take.content(), LocalExam.joined(take.zd0(), second), times));
        Motion lower = clip.otherMotion();
        List<float[]> drivenBySecond = product.film(clip.person(), lower, times);
        return new Exhibit(
                "Local motion",
                "Two drivers at once: the lower half of the frame is moved by driver 2, the upper half by driver 1. Compare"
                        + " the mouth and shoulders of the result with the second row, hair and eyes with the first.",
                List.of(
                        row("person under driver 1, drawn", product.film(clip.person(), clip.motion(), times)),
                        row("person under driver 2, drawn", drivenBySecond),
                        row("upper 1, lower 2", made)),
                List.of());
    }

    /** As many pictures as a row holds, spread over a film. */
    private static Row row(String label, List<float[]> film) {
        List<float[]> spread = IntStream.range(0, PICTURES)
                .mapToObj(i -> film.get(i * film.size() / PICTURES))
                .toList();
        return row(label, spread, PICTURES);
    }

    /** The first few. */
    private static Row row(String label, List<float[]> pictures, int count) {
        return new Row(
                label,
                pictures.stream()
                        .limit(count)
                        .map(picture -> new Shown(picture, ""))
                        .toList());
    }
}
