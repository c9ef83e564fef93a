package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import java.nio.file.Files;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Stage 7: ODE-GRU and ODE on the features of frames. Every place starts as the filter of stage 6, fed with what is read off its frame, and learns to
 * look at its neighbours as well. What comes out of the ODE has to tell the true poses, at times inside the window that was encoded and after it;
 * everything else is held fixed.
 *
 * <p>In some steps the lower half of each state is another clip's, as where a part of the picture follows another driver: places that have only met
 * neighbours of the same head tell the mean of the two.
 */
final class DynamicsStage {

    private static final double RATE = 3e-4; // at five times as much the filter is unlearnt first
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 5;
    private static final double JOINED_SHARE = 0.3; // of steps

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
        ClipFeatures clips = ClipFeatures.draw(networks, plan);
        return new Course(
                        "dynamics",
                        new Cosine(RATE, WARM_UP, plan.dynamicsSteps()),
                        LONGEST_GRADIENT,
                        0.995,
                        6_000_011L)
                .run(
                        workplace,
                        parameters,
                        DynamicsStage::learns,
                        (step, seed) -> learn(networks, clips, new SplittableRandom(seed)));
    }

    private static boolean learns(String name) {
        return name.startsWith(MotionNetworks.ENCODER) && !name.contains("swapae_encoder");
    }

    private double learn(MotionNetworks networks, ClipFeatures clips, SplittableRandom random) {
        try (NDManager scope = workplace.model().newSubManager()) {
            ClipFeatures.Batch batch = clips.batch(scope, random);
            boolean[] seen = ClipFeatures.seen(random);
            boolean joins = random.nextDouble() < JOINED_SHARE;
            NDArray shown = shown(networks, batch.poses()); // [T', B, M, axes]
            NDArray wanted = joins ? JoinedClips.of(shown, 1, 2) : shown;
            NDArray loss = Gradients.on(() -> {
                NDArray zd0 = networks.videoEncoder.initialState(batch.features(), batch.times(), seen);
                NDArray tokens = networks.tokens(joins ? JoinedClips.of(zd0, 0, 2) : zd0, batch.asked());
                return networks.error(MotionNetworks.told(tokens), wanted);
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }

    /** Of poses [T', B, axes] what shows where, [T', B, M, axes]. */
    private static NDArray shown(MotionNetworks networks, NDArray poses) {
        Shape shape = poses.getShape();
        NDArray shown = networks.shown(poses.reshape(-1, shape.get(2)));
        return shown.reshape(shape.get(0), shape.get(1), -1, shape.get(2));
    }
}
