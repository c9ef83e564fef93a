package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.demo.OscillatorStart.TokenComponents;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stage 4: ODE-GRU and ODE alone. The tokens that come out of the ODE have to be those that stage 3 reads off the frames themselves, at times
 * inside the window that was encoded and after it; everything else is held fixed.
 */
final class DynamicsStage {

    private static final double RATE = 1.5e-3;
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 20;
    private static final int STARTING_GROUPS = 3;

    private final Workplace workplace;
    private final DemoPlan plan;

    DynamicsStage(Workplace workplace) {
        this.workplace = workplace;
        this.plan = workplace.plan();
    }

    /** Starts from the oscillators, unless a snapshot is further than that. */
    TrainingLoop.Outcome train(Parameters parameters) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        try (Workers workers = new Workers(plan.parts())) {
            ClipFeatures clips = ClipFeatures.draw(networks, plan, workers);
            TokenComponents components = clips.components(networks, STARTING_GROUPS);
            if (!Files.exists(workplace.partOf("dynamics"))) {
                new OscillatorStart(parameters, plan.networks().stateChannels()).apply(components);
            }
            Adam adam = new Adam(workplace.model(), parameters.trained(DynamicsStage::learns), 0.9, 0.99);
            int steps = plan.dynamicsSteps();
            Cosine rate = new Cosine(RATE, WARM_UP, steps);
            TrainingLoop loop = workplace.loop("dynamics", steps, List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean(part -> {
                    long seed = plan.seed() * 6_000_011L + (long) step * workers.count() + part;
                    return learn(networks, clips, new SplittableRandom(seed));
                });
                adam.step(rate.at(step), LONGEST_GRADIENT);
                parameters.average(Math.min(0.995, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }

    private static boolean learns(String name) {
        return name.startsWith("bVAE_enc.") && !name.contains("swapae_encoder");
    }

    private double learn(MotionNetworks networks, ClipFeatures clips, SplittableRandom random) {
        try (NDManager scope = workplace.model().newSubManager()) {
            ClipFeatures.Batch batch = clips.batch(scope, random);
            NDArray features = batch.features(); // [B, T, C, h, w]
            Shape state = features.getShape().slice(2);
            NDArray frames = features.swapAxes(0, 1)
                    .reshape(new Shape((long) ClipFeatures.MOMENTS * ClipFeatures.CLIPS).addAll(state));
            NDArray wanted = Gradients.off(() -> networks.tokensOfFrames(frames)); // [T * B, M, E]
            int stride = ClipFeatures.stride(random);
            NDArray encoded = features.get(new NDIndex(":, 0:" + ClipFeatures.ENCODED + ":" + stride));
            float[] times = ClipFeatures.every(stride, Arrays.copyOf(batch.times(), ClipFeatures.ENCODED));
            NDArray loss = Gradients.on(() -> {
                NDArray tokens = networks.tokensOfClips(encoded, times, ClipFeatures.asked(batch.times()));
                return tokens.reshape(wanted.getShape()).sub(wanted).square().mean();
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
