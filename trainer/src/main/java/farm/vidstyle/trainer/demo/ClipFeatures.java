package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.SeenFrames;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Features of many clips, computed once, since the frame encoder is fixed by then. Clips of a group share their times: as many as the farm
 * looks at in a window, nearly regular, and a few beyond.
 */
final class ClipFeatures {

    static final int ENCODED = SeenFrames.MOST;
    static final int MOMENTS = ENCODED + 4;
    static final int CLIPS = 4; // of a group

    private static final int[] STRIDES = {1, 1, 2, 3};
    private static final double SHORTEST_SPAN = 40;
    private static final double LONGEST_SPAN = 110;
    private static final double JITTER = 0.2; // of the distance between two frames
    private static final double REACH = 0.4; // of the span, beyond it
    private static final double LEVELS = 32_000; // features are parts of unit vectors; 16 bits are plenty

    private final List<Group> groups;
    private final Shape state;

    /** Times in frames, poses moment by moment, clip by clip, and features clip by clip, moment by moment. */
    private record Group(double[] times, List<float[]> poses, short[] features) {}

    /** Features [B, T, C, h, w] of a window's frames at times in the model's unit; then poses [T', B, axes] at those and later ones. */
    record Batch(NDArray features, float[] times, NDArray poses, double[] asked) {}

    private ClipFeatures(List<Group> groups, Shape state) {
        this.groups = groups;
        this.state = state;
    }

    /** Draws at least {@code count} clips; with the same seed the same ones. */
    static ClipFeatures draw(MotionNetworks networks, DemoPlan plan) {
        int count = (plan.dynamicsClips() + CLIPS - 1) / CLIPS;
        List<Group> groups = Workers.make(
                plan.parts(),
                count,
                number -> group(networks, plan, new SplittableRandom(plan.seed() * 5_000_011L + number)));
        int height = plan.networks().dynamics().stateHeight();
        int width = plan.networks().dynamics().stateWidth();
        return new ClipFeatures(groups, new Shape(plan.networks().stateChannels(), height, width));
    }

    private static Group group(MotionNetworks networks, DemoPlan plan, SplittableRandom random) {
        double[] times = times(random);
        HeadRenderer renderer = new HeadRenderer(plan.networks().resolution());
        int frame = 3 * renderer.size() * renderer.size();
        float[] pixels = new float[CLIPS * ENCODED * frame];
        List<float[]> poses = new ArrayList<>(Collections.nCopies(CLIPS * MOMENTS, new float[0]));
        for (int clip = 0; clip < CLIPS; clip++) {
            HeadAppearance person = HeadAppearance.draw(random);
            Motion motion = Motion.draw(random);
            double start = random.nextDouble(0, 2 * Motion.TYPICAL_LENGTH);
            for (int i = 0; i < MOMENTS; i++) {
                HeadPose pose = motion.at(start + times[i]);
                poses.set(i * CLIPS + clip, ReadoutExamples.pose(pose));
                if (i < ENCODED) {
                    renderer.render(person, pose, pixels, (clip * ENCODED + i) * frame);
                }
            }
        }
        return new Group(times, poses, levels(networks, pixels, renderer.size()));
    }

    /** Features of square frames, one after the other in {@code pixels}, in 16 bits each. */
    static short[] levels(MotionNetworks networks, float[] pixels, int size) {
        try (NDManager scope = networks.newScope()) {
            NDArray frames = scope.create(pixels, new Shape(pixels.length / (3L * size * size), 3, size, size));
            float[] features = Gradients.off(() -> networks.features(frames)).toFloatArray();
            short[] levels = new short[features.length];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (short) Math.round(features[i] * LEVELS);
            }
            return levels;
        }
    }

    /** The same as an array again. */
    static NDArray features(NDManager scope, short[] levels, Shape shape) {
        float[] values = new float[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (levels[i] / LEVELS);
        }
        return scope.create(values, shape);
    }

    /** Moments in frames: {@link #ENCODED} within a window, then some after it. */
    static double[] times(SplittableRandom random) {
        double span = random.nextDouble(SHORTEST_SPAN, LONGEST_SPAN);
        double[] times = new double[MOMENTS];
        for (int i = 1; i < ENCODED; i++) {
            double jitter = i == ENCODED - 1 ? 0 : random.nextDouble(-JITTER, JITTER);
            times[i] = span * (i + jitter) / (ENCODED - 1);
        }
        int beyond = MOMENTS - ENCODED;
        for (int i = 0; i < beyond; i++) {
            times[ENCODED + i] = span * (1 + REACH * (i + random.nextDouble()) / beyond);
        }
        return times;
    }

    /** A random group. */
    Batch batch(NDManager scope, SplittableRandom random) {
        Group group = groups.get(random.nextInt(groups.size()));
        Shape shape = new Shape(CLIPS, ENCODED).addAll(state);
        float[] times = inModelTime(group.times());
        return new Batch(
                features(scope, group.features(), shape),
                Arrays.copyOf(times, ENCODED),
                ReadoutExamples.array(scope, group.poses(), new Shape(MOMENTS, CLIPS, MotionNetworks.AXES)),
                asked(times));
    }

    /** Frames to the model's unit of time. */
    static float[] inModelTime(double... frames) {
        float[] times = new float[frames.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (float) (frames[i] / DemoNetworks.VIDEO_LENGTH);
        }
        return times;
    }

    /**
     * Which frames of a window are seen this time: all, or every second or third one, for clips of few frames must be understood as well. Time passes
     * over the others: the ODE-GRU makes one Euler step from frame to frame, which is good for short ones only.
     */
    static boolean[] seen(SplittableRandom random) {
        int stride = STRIDES[random.nextInt(STRIDES.length)];
        boolean[] seen = new boolean[ENCODED];
        for (int i = 0; i < seen.length; i += stride) {
            seen[i] = true;
        }
        return seen;
    }

    /** Model times of a batch as the solver takes them. */
    static double[] asked(float... times) {
        double[] asked = new double[times.length];
        Arrays.setAll(asked, i -> times[i]);
        return asked;
    }
}
