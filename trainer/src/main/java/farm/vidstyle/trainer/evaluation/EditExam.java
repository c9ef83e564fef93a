package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Edits people by text and reads off what became of them: the named look should be there, all others as before. */
final class EditExam {

    private static final String FROM = "a photo of a person";
    private static final double STRENGTH = 1.3; // the reference's
    private static final int MOMENTS = 8;

    private final ModelBundle bundle;
    private final HeadRenderer renderer;
    private final CodeReader reader;

    EditExam(ModelBundle bundle, HeadRenderer renderer, CodeReader reader) {
        this.bundle = bundle;
        this.renderer = renderer;
        this.reader = reader;
    }

    /** Shares of frames. */
    record Result(Map<String, Double> succeeded, double kept) {}

    /** Edits {@code people} people once per attribute. */
    Result run(int people) {
        Map<String, Double> succeeded = new TreeMap<>();
        double kept = 0;
        int others = 0;
        for (Attribute attribute : Attribute.values()) {
            double share = 0;
            for (int i = 0; i < people; i++) {
                Outcome outcome = edit(i, attribute);
                share += outcome.succeeded() / people;
                kept += outcome.kept();
                others++;
            }
            succeeded.put(attribute.name().toLowerCase(java.util.Locale.ROOT), share);
        }
        return new Result(succeeded, kept / others);
    }

    private record Outcome(double succeeded, double kept) {}

    private Outcome edit(int index, Attribute attribute) {
        SplittableRandom random = new SplittableRandom(-20_000L - index);
        HeadAppearance person = HeadAppearance.draw(random);
        Motion motion = Motion.draw(random);
        List<Attribute.Look> choices = attribute.looks().stream()
                .filter(look -> !look.equals(person.look(attribute)))
                .toList();
        Attribute.Look wanted = choices.get(random.nextInt(choices.size()));
        try (NDManager request = bundle.newManager()) {
            NDArray edited = bundle.invert(render(request, person, motion, wanted));
            double kept = 0;
            for (Attribute other : Attribute.values()) {
                if (other != attribute) {
                    kept += share(reader.looks(edited, other), person.look(other)) / (Attribute.values().length - 1);
                }
            }
            return new Outcome(share(reader.looks(edited, attribute), wanted), kept);
        }
    }

    private NDArray render(NDManager request, HeadAppearance person, Motion motion, Attribute.Look wanted) {
        double spacing = bundle.vidStyleOde().config().videoLength() / (double) MOMENTS;
        double[] times =
                IntStream.range(0, MOMENTS).mapToDouble(i -> i * spacing).toArray();
        NDArray frames =
                BundleExam.stack(request, HeldOutClip.render(renderer, person, motion, times), renderer.size());
        boolean[] observed = new boolean[times.length];
        java.util.Arrays.fill(observed, true);
        NDArray content = bundle.invert(frames).mean(new int[] {0}, true);
        NDArray zd0 = bundle.vidStyleOde().encodeMotion(frames.add(1).div(2), times, observed);
        NDArray to = bundle.clip().textFeatures(request, Captions.with(wanted));
        NDArray direction = to.sub(bundle.clip().textFeatures(request, FROM)).mul(STRENGTH);
        NDArray style = bundle.clip().imageFeatures(bundle.generate(content)).add(direction);
        NDArray tokens = bundle.vidStyleOde().dynamics(zd0, times);
        return bundle.generate(bundle.vidStyleOde().wPlus(content, style, tokens));
    }

    private static double share(List<Attribute.Look> looks, Attribute.Look wanted) {
        return looks.stream().filter(wanted::equals).count() / (double) looks.size();
    }
}
