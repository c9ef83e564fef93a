package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import java.util.SplittableRandom;

/**
 * Stage 5: the frame encoder alone, on frames that are never seen twice. What it cannot tell from a single frame the ODE has to guess, and what it
 * misreads of a person it misreads in all frames of a clip.
 */
final class SightStage {

    private static final int BATCH = 32; // of one part of a step
    private static final double RATE = 3e-3;
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 5;

    private final Workplace workplace;
    private final DemoPlan plan;
    private final HeadRenderer renderer;

    SightStage(Workplace workplace) {
        this.workplace = workplace;
        plan = workplace.plan();
        renderer = new HeadRenderer(plan.networks().resolution());
    }

    TrainingLoop.Outcome train(Parameters parameters) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        return new Course("sight", new Cosine(RATE, WARM_UP, plan.sightSteps()), LONGEST_GRADIENT, 0.998, 12_000_017L)
                .run(
                        workplace,
                        parameters,
                        SightStage::learns,
                        (step, seed) -> learn(networks, new SplittableRandom(seed)));
    }

    private static boolean learns(String name) {
        return name.contains("swapae_encoder") || name.startsWith(MotionNetworks.TRAINING_ONLY + "axes");
    }

    private double learn(MotionNetworks networks, SplittableRandom random) {
        int size = renderer.size();
        int frame = 3 * size * size;
        float[] pixels = new float[BATCH * frame];
        float[] poses = new float[BATCH * MotionNetworks.AXES];
        for (int i = 0; i < BATCH; i++) {
            HeadAppearance person = HeadAppearance.draw(random);
            HeadPose pose = Motion.draw(random).at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
            renderer.render(person, pose, pixels, i * frame);
            System.arraycopy(ReadoutExamples.pose(pose), 0, poses, i * MotionNetworks.AXES, MotionNetworks.AXES);
        }
        try (NDManager scope = workplace.model().newSubManager()) {
            NDArray frames = scope.create(pixels, new Shape(BATCH, 3, size, size));
            NDArray shown = networks.shown(scope.create(poses, new Shape(BATCH, MotionNetworks.AXES)));
            NDArray loss = Gradients.on(() -> networks.error(networks.readOff(networks.features(frames)), shown));
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
