package farm.vidstyle.trainer.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two people, two motions, some moments: all four combinations can be drawn, so content, driver and target are chosen freely and every mix
 * has its truth. The second person may be edited: a sentence before, a sentence after, and targets that look so.
 *
 * @param times of the moments in frames, the first 0
 */
public record DrivenClips(HeadAppearance first, HeadAppearance second, Edit edit, List<Shot> motions, double[] times) {

    private static final double EDIT_SHARE = 0.7;
    private static final double CHANGE_SHARE = 0.8; // in the other edits the look that is asked for is there already
    private static final double NAMED_SHARE = 1.0 / 3;
    private static final double CLOSEST = 0.05; // frames between two moments

    /** What the second person becomes, in words and in looks; both sentences are the same where nothing changes. */
    public record Edit(String from, String to, HeadAppearance result) {}

    /** A motion from some moment on. */
    public record Shot(Motion motion, double start) {
        static Shot draw(SplittableRandom random) {
            return new Shot(Motion.draw(random), random.nextDouble(0, Motion.TYPICAL_LENGTH));
        }

        public HeadPose at(double time) {
            return motion.at(start + time);
        }
    }

    public static DrivenClips draw(SplittableRandom random, int moments, double span, boolean edited) {
        HeadAppearance first = HeadAppearance.draw(random);
        HeadAppearance second = HeadAppearance.draw(random);
        boolean edits = edited && random.nextDouble() < EDIT_SHARE;
        return new DrivenClips(
                first,
                second,
                edits ? drawEdit(second, random) : new Edit("", "", second),
                List.of(Shot.draw(random), Shot.draw(random)),
                drawTimes(random, moments, span));
    }

    public boolean isEdited() {
        return !edit.from().equals(edit.to());
    }

    public static Edit drawEdit(HeadAppearance person, SplittableRandom random) {
        Attribute attribute = Attribute.ALL.get(random.nextInt(Attribute.ALL.size()));
        List<Attribute.Look> others = attribute.looks().stream()
                .filter(look -> !look.equals(person.look(attribute)))
                .toList();
        boolean changes = random.nextDouble() < CHANGE_SHARE;
        HeadAppearance result = changes ? person.with(attribute, others.get(random.nextInt(others.size()))) : person;
        boolean named = random.nextDouble() < NAMED_SHARE;
        String to = Captions.of(result, List.of(attribute), random);
        String from = named ? Captions.of(person, List.of(attribute), random) : Captions.plain(random);
        return new Edit(named && result.equals(person) ? to : from, to, result);
    }

    /** Ascending moments from 0 on within the span, irregular. */
    public static double[] drawTimes(SplittableRandom random, int moments, double span) {
        double[] times = new double[moments];
        for (int i = 1; i < moments; i++) {
            times[i] = random.nextDouble(CLOSEST, span);
        }
        java.util.Arrays.sort(times);
        for (int i = 1; i < moments; i++) {
            times[i] = Math.max(times[i], times[i - 1] + CLOSEST);
        }
        return times;
    }

    /** The person under each motion at each moment: first motion, then second, moments within. */
    public List<float[]> render(HeadRenderer renderer, HeadAppearance person) {
        List<float[]> frames = new ArrayList<>();
        for (Shot shot : motions) {
            for (double time : times) {
                frames.add(renderer.render(person, shot.at(time)));
            }
        }
        return frames;
    }

    /** Every pose in [-1, 1] per axis, in the order of {@link #render}. */
    public float[] poses() {
        PoseAxis[] axes = PoseAxis.values();
        float[] poses = new float[motions.size() * times.length * axes.length];
        for (int i = 0; i < poses.length; i++) {
            int moment = i / axes.length;
            HeadPose pose = motions.get(moment / times.length).at(times[moment % times.length]);
            poses[i] = (float) axes[i % axes.length].normalised(pose.at(axes[i % axes.length]));
        }
        return poses;
    }
}
