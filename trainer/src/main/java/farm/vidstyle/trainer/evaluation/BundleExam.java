package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.vidstyleode.SeenFrames;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.evaluation.Scores.Compared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Examines a bundle through the calls that the farm makes, on clips whose every frame can be drawn. */
public final class BundleExam {

    private static final int CONTENT_FRAMES = 25; // of a hundred, for the mean code
    private static final double CONTENT_SPACING = 4;
    private static final int UNSEEN_SHARE = 4; // extrapolation has to find the last quarter of a window

    private final ModelBundle bundle;
    private final HeadRenderer renderer;
    private final CodeReader reader;
    private final int clips;

    public BundleExam(ModelBundle bundle, int clips) {
        this.bundle = bundle;
        this.clips = clips;
        renderer = new HeadRenderer(bundle.imageSize().height());
        reader = CodeReader.fit(bundle, renderer);
    }

    /** Sums of squared errors and correlations over clips; divided at the end. */
    private static final class Tally {
        double inversion;
        double constant;
        double reconstruction;
        double animation;
        double animationConstant;
        double interpolation;
        double blending;
        double extrapolation;
        double repeating;
        final List<Double> correlations = new ArrayList<>();
    }

    public Scores run() {
        Tally tally = new Tally();
        for (int clip = 0; clip < clips; clip++) {
            try (NDManager request = bundle.newManager()) {
                examine(HeldOutClip.number(clip), tally, request);
            }
        }
        EditExam edits = new EditExam(bundle, renderer, reader);
        EditExam.Result edited = edits.run(clips);
        return new Scores(
                decibels(tally.inversion),
                decibels(tally.constant),
                decibels(tally.reconstruction),
                new Compared(decibels(tally.animation), decibels(tally.animationConstant)),
                tally.correlations.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0),
                new Compared(decibels(tally.interpolation), decibels(tally.blending)),
                new Compared(decibels(tally.extrapolation), decibels(tally.repeating)),
                edited.succeeded(),
                edited.kept());
    }

    private double decibels(double sumOfErrors) {
        return Measures.psnr(sumOfErrors / clips);
    }

    private void examine(HeldOutClip clip, Tally tally, NDManager request) {
        int window = bundle.vidStyleOde().config().videoLength(); // longer clips are rendered window by window
        double[] times = IntStream.range(0, window).mapToDouble(i -> i).toArray();
        List<float[]> source = HeldOutClip.render(renderer, clip.person(), clip.motion(), times);
        List<float[]> truth = HeldOutClip.render(renderer, clip.other(), clip.motion(), times);
        NDArray codes = bundle.invert(stack(request, source));
        NDArray content = meanCode(request, clip.person(), clip.motion());
        NDArray otherContent = meanCode(request, clip.other(), clip.otherMotion());
        tally.inversion += error(bundle.generate(codes), source);
        tally.constant += errorOfOne(bundle.generate(content), source);
        NDArray zd0 = motion(request, source, times);
        tally.reconstruction += error(render(content, zd0, times), source);
        NDArray animated = render(otherContent, zd0, times);
        tally.animation += error(animated, truth);
        tally.animationConstant += errorOfOne(bundle.generate(otherContent), truth);
        correlate(animated, clip.motion(), times, tally);
        interpolate(clip, source, times, content, tally);
        extrapolate(source, times, content, tally);
    }

    private void correlate(NDArray frames, Motion motion, double[] times, Tally tally) {
        double[][] poses = reader.poses(bundle.invert(frames));
        for (PoseAxis axis : PoseAxis.values()) {
            if (motion.moves(axis)) {
                double[] found = Arrays.stream(poses)
                        .mapToDouble(pose -> pose[axis.place()])
                        .toArray();
                double[] drawn =
                        Arrays.stream(times).map(t -> motion.at(t).at(axis)).toArray();
                tally.correlations.add(Measures.correlation(found, drawn));
            }
        }
    }

    /** Every fourth frame is encoded; those in the middle between are asked for. */
    private void interpolate(HeldOutClip clip, List<float[]> source, double[] times, NDArray content, Tally tally) {
        NDManager request = content.getManager();
        int[] even = IntStream.range(0, times.length).filter(i -> i % 4 == 0).toArray();
        double[] seen = Arrays.stream(even).mapToDouble(i -> times[i]).toArray();
        List<float[]> seenFrames = Arrays.stream(even).mapToObj(source::get).toList();
        double[] between = new double[even.length - 1];
        List<float[]> blended = new ArrayList<>();
        for (int i = 0; i < between.length; i++) {
            between[i] = (seen[i] + seen[i + 1]) / 2;
            blended.add(blend(seenFrames.get(i), seenFrames.get(i + 1)));
        }
        List<float[]> truth = HeldOutClip.render(renderer, clip.person(), clip.motion(), between);
        tally.interpolation += error(render(content, motion(request, seenFrames, seen), between), truth);
        tally.blending += error(blended, truth);
    }

    private void extrapolate(List<float[]> source, double[] times, NDArray content, Tally tally) {
        int known = times.length - times.length / UNSEEN_SHARE;
        NDArray zd0 = motion(content.getManager(), source.subList(0, known), Arrays.copyOf(times, known));
        double[] later = Arrays.copyOfRange(times, known, times.length);
        List<float[]> truth = source.subList(known, times.length);
        tally.extrapolation += error(render(content, zd0, later), truth);
        tally.repeating += error(java.util.Collections.nCopies(truth.size(), source.get(known - 1)), truth);
    }

    private NDArray meanCode(NDManager request, HeadAppearance person, Motion motion) {
        double[] times = IntStream.range(0, CONTENT_FRAMES)
                .mapToDouble(i -> i * CONTENT_SPACING)
                .toArray();
        List<float[]> frames = HeldOutClip.render(renderer, person, motion, times);
        return bundle.invert(stack(request, frames)).mean(new int[] {0}, true);
    }

    private NDArray motion(NDManager request, List<float[]> frames, double[] times) {
        int[] seen = SeenFrames.of(times.length);
        boolean[] observed = new boolean[seen.length];
        Arrays.fill(observed, true);
        NDArray unit = stack(request, Arrays.stream(seen).mapToObj(frames::get).toList())
                .add(1)
                .div(2);
        double[] seenTimes = Arrays.stream(seen).mapToDouble(i -> times[i]).toArray();
        return bundle.vidStyleOde().encodeMotion(unit, seenTimes, observed);
    }

    private NDArray render(NDArray content, NDArray zd0, double[] times) {
        NDArray style = bundle.clip().imageFeatures(bundle.generate(content));
        NDArray tokens = bundle.vidStyleOde().dynamics(zd0, times);
        return bundle.generate(bundle.vidStyleOde().wPlus(content, style, tokens));
    }

    private NDArray stack(NDManager request, List<float[]> frames) {
        return stack(request, frames, renderer.size());
    }

    static NDArray stack(NDManager request, List<float[]> frames, int size) {
        float[] all = new float[frames.size() * 3 * size * size];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i), 0, all, i * frames.get(i).length, frames.get(i).length);
        }
        return request.create(all, new Shape(frames.size(), 3, size, size));
    }

    private static double error(NDArray frames, List<float[]> truth) {
        List<float[]> pictures = new ArrayList<>();
        float[] all = frames.toFloatArray();
        int length = truth.get(0).length;
        for (int i = 0; i < truth.size(); i++) {
            pictures.add(Arrays.copyOfRange(all, i * length, (i + 1) * length));
        }
        return error(pictures, truth);
    }

    private static double error(List<float[]> pictures, List<float[]> truth) {
        return IntStream.range(0, truth.size())
                .mapToDouble(i -> Measures.squaredError(pictures.get(i), truth.get(i)))
                .average()
                .orElseThrow();
    }

    private static double errorOfOne(NDArray picture, List<float[]> truth) {
        return error(java.util.Collections.nCopies(truth.size(), picture.toFloatArray()), truth);
    }

    private static float[] blend(float[] first, float[] second) {
        float[] mean = new float[first.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (first[i] + second[i]) / 2;
        }
        return mean;
    }
}
