package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clips with the truth about an edit of each: features of the frames that the farm would look at, the content's code and style, and at some
 * moments, in the clip and after it, the code of the person who should be seen. Drawn and encoded once, since every clip serves many steps.
 */
final class MovedClips {

    static final int CLIPS = 4; // of a group, which share their times
    static final int ASKED = 8; // moments of a clip

    private static final double EDIT_SHARE = 0.5;
    private static final int PAINTED = 2; // moments whose pictures a step looks at

    private final DemoPlan plan;
    private final HeadRenderer renderer;
    private final List<Group> groups;

    /** Times in frames; rows of a clip, or of a moment's clips one after the other. */
    private record Group(
            List<Draft> drafts,
            double[] times,
            double[] asked,
            short[] features,
            float[][] contents,
            float[][] styles,
            float[][] targets) {}

    /**
     * A group as arrays; N = moments times clips, time slow.
     *
     * @param features [B, T, C, h, w] at times in the model's unit
     * @param asked in the model's unit
     * @param contents [N, L, S]
     * @param styles [N, E], with the edit in them
     * @param targets [N, L, S']
     * @param poses [N, axes] in [-1, 1]
     * @param pictures of some moments
     */
    record Batch(
            NDArray features,
            float[] times,
            double[] asked,
            NDArray contents,
            NDArray styles,
            NDArray targets,
            NDArray poses,
            Pictures pictures) {}

    /** Truth [K, 3, H, W] in [-1, 1] and its eyes and mouths [K, 1, H, W] for rows of a batch. */
    record Pictures(int[] rows, NDArray truth, NDArray masks) {}

    private MovedClips(DemoPlan plan, List<Group> groups) {
        this.plan = plan;
        this.groups = groups;
        renderer = new HeadRenderer(plan.networks().resolution());
    }

    /** Draws as many clips as the plan has for dynamics; with the same seed the same ones. */
    static MovedClips draw(MotionNetworks networks, FrozenNetworks frozen, DemoPlan plan) {
        int count = (plan.dynamicsClips() + CLIPS - 1) / CLIPS;
        List<Group> groups = Workers.make(
                plan.parts(),
                count,
                number -> group(networks, frozen, plan, new SplittableRandom(plan.seed() * 11_000_027L + number)));
        return new MovedClips(plan, groups);
    }

    private static Group group(MotionNetworks networks, FrozenNetworks frozen, DemoPlan plan, SplittableRandom random) {
        double[] moments = ClipFeatures.times(random);
        double[] times = Arrays.copyOf(moments, ClipFeatures.ENCODED);
        double span = times[times.length - 1];
        double[] asked = asked(moments, random);
        HeadRenderer renderer = new HeadRenderer(plan.networks().resolution());
        List<Draft> drafts = new ArrayList<>();
        List<float[]> contents = new ArrayList<>();
        int frame = 3 * renderer.size() * renderer.size();
        float[] pixels = new float[CLIPS * times.length * frame];
        for (int clip = 0; clip < CLIPS; clip++) {
            Draft draft = Draft.draw(EDIT_SHARE, span, random);
            drafts.add(draft);
            draft.content().forEach(pose -> contents.add(renderer.render(draft.person(), pose)));
            for (int i = 0; i < times.length; i++) {
                int offset = (clip * times.length + i) * frame;
                renderer.render(draft.actor(), draft.poseAt(times[i]), pixels, offset);
            }
        }
        List<float[]> targets = new ArrayList<>();
        for (double time : asked) {
            drafts.forEach(draft -> targets.add(renderer.render(draft.edit().result(), draft.poseAt(time))));
        }
        short[] features = ClipFeatures.levels(networks, pixels, renderer.size());
        int width = plan.networks().codeWidth();
        try (NDManager scope = frozen.newScope()) {
            NDArray content = frozen.meanCodes(scope, contents, Draft.CONTENT_FRAMES);
            NDList directions = new NDList();
            drafts.forEach(draft -> directions.add(frozen.direction(scope, draft.edit(), draft.strength())));
            float[][] styles = ReadoutExamples.rows(frozen.styles(content).add(NDArrays.concat(directions)));
            float[][] contentRows = ReadoutExamples.rows(content.get(":, :, :" + width));
            float[][] targetRows =
                    ReadoutExamples.rows(frozen.codes(scope, targets).get(":, :, :" + width));
            return new Group(drafts, times, asked, features, contentRows, styles, targetRows);
        }
    }

    /** Some of the moments, ascending. */
    private static double[] asked(double[] moments, SplittableRandom random) {
        double[] shuffled = moments.clone();
        for (int i = 0; i < ASKED; i++) {
            int other = random.nextInt(i, shuffled.length);
            double kept = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = kept;
        }
        return Arrays.stream(shuffled, 0, ASKED).sorted().toArray();
    }

    /** A random group; where {@code joined}, its pictures are those of {@link JoinedClips}. */
    Batch batch(NDManager scope, boolean joined, SplittableRandom random) {
        Group group = groups.get(random.nextInt(groups.size()));
        DemoNetworks networks = plan.networks();
        int height = networks.dynamics().stateHeight();
        int width = networks.dynamics().stateWidth();
        int seen = group.times().length;
        Shape features = new Shape(CLIPS, seen, networks.stateChannels(), height, width);
        Shape codes = new Shape(ASKED * CLIPS, networks.layers(), networks.codeWidth());
        NDArray components =
                scope.zeros(new Shape(ASKED * CLIPS, networks.layers(), networks.styleWidth() - networks.codeWidth()));
        return new Batch(
                ClipFeatures.features(scope, group.features(), features),
                ClipFeatures.inModelTime(group.times()),
                ClipFeatures.asked(ClipFeatures.inModelTime(group.asked())),
                ReadoutExamples.array(scope, repeated(group.contents()), codes).concat(components, 2),
                ReadoutExamples.array(
                        scope, repeated(group.styles()), new Shape(ASKED * CLIPS, DemoNetworks.EMBEDDING)),
                ReadoutExamples.array(scope, List.of(group.targets()), codes),
                ReadoutExamples.array(scope, poses(group), new Shape(ASKED * CLIPS, PoseAxis.ALL.size())),
                pictures(scope, group, joined, random));
    }

    private static List<float[]> repeated(float[]... rows) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            all.addAll(List.of(rows));
        }
        return all;
    }

    private static List<float[]> poses(Group group) {
        List<float[]> poses = new ArrayList<>();
        for (double time : group.asked()) {
            group.drafts().forEach(draft -> poses.add(ReadoutExamples.pose(draft.poseAt(time))));
        }
        return poses;
    }

    private Pictures pictures(NDManager scope, Group group, boolean joined, SplittableRandom random) {
        int plane = renderer.size() * renderer.size();
        int count = PAINTED * CLIPS;
        int[] rows = new int[count];
        float[] truth = new float[count * 3 * plane];
        float[] masks = new float[count * plane];
        for (int i = 0; i < PAINTED; i++) {
            int moment = random.nextInt(ASKED);
            double time = group.asked()[moment];
            for (int clip = 0; clip < CLIPS; clip++) {
                HeadAppearance shown = group.drafts().get(clip).edit().result();
                HeadPose pose = group.drafts().get(clip).poseAt(time);
                int at = i * CLIPS + clip;
                rows[at] = moment * CLIPS + clip;
                renderer.render(shown, pose, truth, at * 3 * plane);
                renderer.renderMask(shown, pose, masks, at * plane);
                if (joined) {
                    HeadPose lower = group.drafts().get((clip + 1) % CLIPS).poseAt(time);
                    replaceLower(shown, lower, truth, masks, at);
                }
            }
        }
        return new Pictures(
                rows,
                scope.create(truth, new Shape(count, 3, renderer.size(), renderer.size())),
                scope.create(masks, new Shape(count, 1, renderer.size(), renderer.size())));
    }

    private void replaceLower(HeadAppearance shown, HeadPose pose, float[] truth, float[] masks, int at) {
        int plane = renderer.size() * renderer.size();
        int half = plane / 2;
        float[] picture = renderer.render(shown, pose);
        float[] mask = new float[plane];
        renderer.renderMask(shown, pose, mask, 0);
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(picture, channel * plane + half, truth, (at * 3 + channel) * plane + half, half);
        }
        System.arraycopy(mask, half, masks, at * plane + half, half);
    }
}
