package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Stage 4: from tokens and style to codes, in code space: the generator is not in the loop. One half of the tokens tells true poses, as the ODE's
 * tokens shall do, the other what is read straight off single frames, which teaches the frame encoder as well. First without style, so that motion
 * is learnt; then with CLIP's features and edits by text, the frame encoder held fixed.
 */
final class ReadoutStage {

    private static final int BATCH = 24; // of one part of a step
    private static final double READING_SHARE = 3;
    private static final double RATE = 3e-3;
    private static final double LONGEST_GRADIENT = 1;
    private static final int WARM_UP = 100; // even in a short run: larger first steps make the loss rise

    private final Workplace workplace;
    private final DemoPlan plan;
    private final NDManager model;
    private final FrozenNetworks frozen;
    private final CodeLoss codeLoss;

    ReadoutStage(Workplace workplace, FrozenNetworks frozen, CodeLoss codeLoss) {
        this.workplace = workplace;
        plan = workplace.plan();
        model = workplace.model();
        this.frozen = frozen;
        this.codeLoss = codeLoss;
    }

    TrainingLoop.Outcome trainMotion(Parameters parameters) {
        return train("readout", parameters, name -> true, false);
    }

    TrainingLoop.Outcome trainStyle(Parameters parameters) {
        return train(
                "style", parameters, name -> !name.startsWith(MotionNetworks.ENCODER) && !name.contains("axes"), true);
    }

    private TrainingLoop.Outcome train(String name, Parameters parameters, Predicate<String> learns, boolean styled) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        ReadoutExamples examples = ReadoutExamples.draw(frozen, plan, styled);
        return new Course(name, new Cosine(RATE, WARM_UP, plan.readoutSteps()), LONGEST_GRADIENT, 0.998, 3_000_017L)
                .run(
                        workplace,
                        parameters,
                        learns,
                        (step, seed) -> learn(networks, examples, new SplittableRandom(seed), styled));
    }

    private double learn(MotionNetworks networks, ReadoutExamples examples, SplittableRandom random, boolean styled) {
        try (NDManager scope = model.newSubManager()) {
            ReadoutExamples.Batch batch = examples.batch(scope, plan.networks(), BATCH, random);
            NDArray styles = styled ? batch.styles() : scope.zeros(new Shape(BATCH, DemoNetworks.EMBEDDING));
            NDArray loss = Gradients.on(() -> {
                NDArray shown = networks.shown(batch.poses());
                NDArray read = networks.readOff(networks.features(batch.drivers()));
                NDArray told = shown.get(":" + BATCH / 2).concat(read.get(BATCH / 2 + ":"), 0);
                NDList conditions = networks.model.conditions(styles, MotionNetworks.tokens(told));
                NDArray codes = codeLoss.of(networks.codes(batch.contents(), conditions), batch.targets());
                NDArray posed = networks.poses(conditions).sub(batch.poses());
                NDArray reading = Gradients.times(networks.error(read, shown), READING_SHARE);
                return codes.add(posed.square().mean()).add(reading);
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
