package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.SeenFrames;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Times in frames, and features clip by clip, moment by moment. */
    private record Group(double[] times, short[] features) {}

    /** Features [B, T, C, h, w] of clips at times in the model's unit. */
    record Batch(NDArray features, float[] times) {}

    private ClipFeatures(List<Group> groups, Shape state) {
        this.groups = groups;
        this.state = state;
    }

    /** Draws at least {@code count} clips; with the same seed the same ones. */
    static ClipFeatures draw(MotionNetworks networks, DemoPlan plan, Workers workers) {
        int count = (plan.dynamicsClips() + CLIPS - 1) / CLIPS;
        List<Group> groups =
                new ArrayList<>(java.util.Collections.nCopies(count, new Group(new double[0], new short[0])));
        for (int first = 0; first < count; first += workers.count()) {
            int start = first;
            workers.mean(part -> {
                if (start + part < count) {
                    SplittableRandom random = new SplittableRandom(plan.seed() * 5_000_011L + start + part);
                    groups.set(start + part, group(networks, plan, random));
                }
                return 0;
            });
        }
        int height = plan.networks().dynamics().stateHeight();
        int width = plan.networks().dynamics().stateWidth();
        return new ClipFeatures(groups, new Shape(plan.networks().stateChannels(), height, width));
    }

    private static Group group(MotionNetworks networks, DemoPlan plan, SplittableRandom random) {
        double[] times = times(random);
        HeadRenderer renderer = new HeadRenderer(plan.networks().resolution());
        int frame = 3 * renderer.size() * renderer.size();
        float[] pixels = new float[CLIPS * MOMENTS * frame];
        for (int clip = 0; clip < CLIPS; clip++) {
            HeadAppearance person = HeadAppearance.draw(random);
            Motion motion = Motion.draw(random);
            double start = random.nextDouble(0, 2 * Motion.TYPICAL_LENGTH);
            for (int i = 0; i < MOMENTS; i++) {
                renderer.render(person, motion.at(start + times[i]), pixels, (clip * MOMENTS + i) * frame);
            }
        }
        return new Group(times, levels(networks, pixels, renderer.size()));
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
        return batch(scope, groups.get(random.nextInt(groups.size())));
    }

    private Batch batch(NDManager scope, Group group) {
        Shape shape = new Shape(CLIPS, MOMENTS).addAll(state);
        return new Batch(features(scope, group.features(), shape), inModelTime(group.times()));
    }

    /** What the tokens of the first {@code count} groups are made of. */
    OscillatorStart.TokenComponents components(MotionNetworks networks, int count) {
        List<double[]> tokens = new ArrayList<>();
        for (Group group : groups.subList(0, Math.min(count, groups.size()))) {
            try (NDManager scope = networks.newScope()) {
                NDArray features = batch(scope, group).features();
                Shape frames = new Shape((long) CLIPS * MOMENTS).addAll(state);
                float[] values = Gradients.off(() -> networks.tokensOfFrames(features.reshape(frames)))
                        .toFloatArray();
                for (int at = 0; at < values.length; at += DemoNetworks.EMBEDDING) {
                    double[] token = new double[DemoNetworks.EMBEDDING];
                    for (int e = 0; e < token.length; e++) {
                        token[e] = values[at + e];
                    }
                    tokens.add(token);
                }
            }
        }
        return networks.components(tokens.toArray(new double[0][]));
    }

    /** Frames to the model's unit of time. */
    static float[] inModelTime(double... frames) {
        float[] times = new float[frames.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (float) (frames[i] / DemoNetworks.VIDEO_LENGTH);
        }
        return times;
    }

    /** Every how many of a window's frames are seen this time: clips of few frames must be understood as well. */
    static int stride(SplittableRandom random) {
        return STRIDES[random.nextInt(STRIDES.length)];
    }

    /** The times of every so many frames. */
    static float[] every(int stride, float... times) {
        float[] kept = new float[(times.length + stride - 1) / stride];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = times[i * stride];
        }
        return kept;
    }

    /** Model times of a batch as the solver takes them. */
    static double[] asked(float... times) {
        double[] asked = new double[times.length];
        Arrays.setAll(asked, i -> times[i]);
        return asked;
    }
}
