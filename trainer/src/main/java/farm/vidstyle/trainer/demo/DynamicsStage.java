package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.DrivenClips;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stage 4: ODE-GRU and ODE alone. The tokens that come out of the ODE have to be those that stage 3 reads off the frames themselves, at times
 * inside the window that was encoded and, in some steps, after it; everything else is held fixed.
 */
final class DynamicsStage {

    private static final int CLIPS = 4;
    private static final int ENCODED = 12;
    private static final int BEYOND = 4;
    private static final double BEYOND_SHARE = 0.3;
    private static final double REACH = 0.7; // of the window, after its end
    private static final double SHORTEST_SPAN = 12;
    private static final float CONDITIONS_SHARE = 0.5f;
    private static final float POSE_SHARE = 2;
    private static final int STARTING_FRAMES = 96;

    private final DemoPlan plan;
    private final NDManager model;
    private final FrozenNetworks frozen;
    private final HeadRenderer renderer;

    DynamicsStage(NDManager model, DemoPlan plan, FrozenNetworks frozen) {
        this.plan = plan;
        this.model = model;
        this.frozen = frozen;
        renderer = new HeadRenderer(plan.networks().resolution());
    }

    /** Puts the parameters where the stage starts, from the features of frames it draws. */
    void start(Parameters parameters, MotionNetworks networks) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < STARTING_FRAMES; i++) {
            double time = random.nextDouble(0, Motion.TYPICAL_LENGTH);
            frames.add(renderer.render(
                    HeadAppearance.draw(random), Motion.draw(random).at(time)));
        }
        try (NDManager scope = model.newSubManager()) {
            NDArray features = Gradients.off(() -> networks.features(frozen.stack(scope, frames)));
            new DynamicsStart(parameters, plan.networks().stateChannels()).apply(features);
        }
    }

    TrainingLoop.Outcome train(Parameters parameters) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        Adam adam = new Adam(
                model,
                parameters.trained(name -> name.startsWith("bVAE_enc.") && !name.contains("swapae_encoder")),
                0.9,
                0.99);
        int steps = plan.dynamicsSteps();
        Cosine rate = new Cosine(2.5e-3, Math.min(100, steps / 10), steps);
        try (Workers workers = new Workers(plan.threads())) {
            return new TrainingLoop("dynamics", steps, plan.progressLines()).run(step -> {
                double loss = workers.mean(part -> {
                    long seed = plan.seed() * 5_000_011L + (long) step * workers.count() + part;
                    SplittableRandom random = new SplittableRandom(seed);
                    double span = random.nextDouble(SHORTEST_SPAN, DemoNetworks.VIDEO_LENGTH);
                    int beyond = random.nextDouble() < BEYOND_SHARE ? BEYOND : 0;
                    return learn(networks, Window.draw(random, span, beyond), random, 1.0 / workers.count());
                });
                adam.step(rate.at(step), 1);
                parameters.average(Math.min(0.998, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }

    /** Clips with common times, of which the first {@link #ENCODED} are encoded. */
    private record Window(List<HeadAppearance> people, List<Motion> motions, double[] starts, double[] times) {
        static Window draw(SplittableRandom random, double span, int beyond) {
            double[] times = Arrays.copyOf(DrivenClips.drawTimes(random, ENCODED, span), ENCODED + beyond);
            for (int i = 0; i < beyond; i++) {
                times[ENCODED + i] = span * (1 + REACH * (i + random.nextDouble()) / beyond);
            }
            List<HeadAppearance> people = new ArrayList<>();
            List<Motion> motions = new ArrayList<>();
            double[] starts = new double[CLIPS];
            for (int i = 0; i < CLIPS; i++) {
                people.add(HeadAppearance.draw(random));
                motions.add(Motion.draw(random));
                starts[i] = random.nextDouble(0, Motion.TYPICAL_LENGTH);
            }
            return new Window(people, motions, starts, times);
        }

        /** Time slow, clips fast. */
        List<float[]> render(HeadRenderer renderer) {
            List<float[]> frames = new ArrayList<>();
            for (double time : times) {
                for (int clip = 0; clip < people.size(); clip++) {
                    frames.add(
                            renderer.render(people.get(clip), motions.get(clip).at(starts[clip] + time)));
                }
            }
            return frames;
        }

        float[] poses() {
            PoseAxis[] axes = PoseAxis.values();
            float[] poses = new float[times.length * people.size() * axes.length];
            for (int i = 0; i < poses.length; i++) {
                PoseAxis axis = axes[i % axes.length];
                int clip = i / axes.length % people.size();
                double time = starts[clip] + times[i / axes.length / people.size()];
                poses[i] = (float) axis.normalised(motions.get(clip).at(time).at(axis));
            }
            return poses;
        }

        float[] modelTimes() {
            float[] result = new float[times.length];
            for (int i = 0; i < times.length; i++) {
                result[i] = (float) (times[i] / DemoNetworks.VIDEO_LENGTH);
            }
            return result;
        }
    }

    private double learn(MotionNetworks networks, Window window, SplittableRandom random, double share) {
        try (NDManager scope = model.newSubManager()) {
            int moments = window.times().length;
            NDArray frames = frozen.stack(scope, window.render(renderer));
            NDArray features = Gradients.off(() -> networks.features(frames)); // [T*B, C, h, w]
            NDArray wanted = Gradients.off(() -> networks.tokensOfFrames(features)); // [T*B, M, E]
            float[] times = window.modelTimes();
            double[] asked = new double[moments];
            Arrays.setAll(asked, i -> times[i]);
            int[] picked = random.ints(CLIPS * 2L, 0, moments * CLIPS).toArray();
            NDArray styles =
                    frozen.styles(frozen.codes(scope, window.render(renderer).subList(0, CLIPS)));
            NDArray style =
                    rows(styles, Arrays.stream(picked).map(row -> row % CLIPS).toArray());
            NDList truth = Gradients.off(() -> networks.model.conditions(style, rows(wanted, picked)));
            NDArray poses = rows(
                    scope.create(window.poses(), new Shape((long) moments * CLIPS, PoseAxis.values().length)), picked);
            NDArray loss = Gradients.on(() -> {
                Shape state = features.getShape().slice(1);
                NDArray clips = features.reshape(new Shape(moments, CLIPS).addAll(state))
                        .get(new NDIndex("0:" + ENCODED))
                        .swapAxes(0, 1); // [B, T, C, h, w]
                NDArray tokens = networks.tokensOfClips(clips, Arrays.copyOf(times, ENCODED), asked);
                NDArray flat = tokens.reshape(wanted.getShape());
                NDList conditions = networks.model.conditions(style, rows(flat, picked));
                NDArray apart = conditions.get(0).sub(truth.get(0)).square().mean();
                apart = apart.add(conditions.get(1).sub(truth.get(1)).square().mean());
                NDArray told = networks.poses(conditions).sub(poses).square().mean();
                return flat.sub(wanted)
                        .square()
                        .mean()
                        .add(apart.mul(CONDITIONS_SHARE))
                        .add(told.mul(POSE_SHARE));
            });
            Gradients.backward(Gradients.on(() -> loss.mul(share)));
            return loss.getFloat();
        }
    }

    private static NDArray rows(NDArray array, int[] rows) {
        NDList chosen = new NDList();
        for (int row : rows) {
            chosen.add(array.get(row));
        }
        return NDArrays.stack(chosen);
    }
}
