package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Stage 6: ODE-GRU and ODE on the features of frames. Every place starts as the filter of stage 5, fed with what is read off its frame, and learns to
 * look at its neighbours as well. What comes out of the ODE has to tell the true poses, at times inside the window that was encoded and after it;
 * everything else is held fixed.
 */
final class DynamicsStage {

    private static final double RATE = 3e-4; // at five times as much the filter is unlearnt first
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 5;

    private final Workplace workplace;
    private final DemoPlan plan;

    DynamicsStage(Workplace workplace) {
        this.workplace = workplace;
        this.plan = workplace.plan();
    }

    /** Starts from the filter's arrays, unless a snapshot is further than that. */
    TrainingLoop.Outcome train(Parameters parameters, Map<String, NDArray> filter) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        if (!Files.exists(workplace.partOf("dynamics"))) {
            BareFilter.unfold(filter, networks.readers(), networks.offsets(), parameters);
        }
        try (Workers workers = new Workers(plan.parts())) {
            ClipFeatures clips = ClipFeatures.draw(networks, plan, workers);
            Adam adam = new Adam(workplace.model(), parameters.trained(DynamicsStage::learns), 0.9, 0.99);
            int steps = plan.dynamicsSteps();
            Cosine rate = new Cosine(RATE, WARM_UP, steps);
            TrainingLoop loop = workplace.loop("dynamics", steps, List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean("clips", part -> {
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
            boolean[] seen = ClipFeatures.seen(random);
            NDArray poses = batch.poses();
            NDArray shown = networks.shown(poses.reshape(-1, MotionNetworks.AXES)); // [T' * B, M, axes]
            NDArray loss = Gradients.on(() -> {
                NDArray tokens = networks.tokensOfClips(batch.features(), batch.times(), seen, batch.asked());
                NDArray told = MotionNetworks.told(tokens);
                return told.reshape(shown.getShape()).sub(shown).square().mean();
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
