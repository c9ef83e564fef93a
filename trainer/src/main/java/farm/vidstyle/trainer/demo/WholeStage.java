package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.loss.PictureLoss;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import java.util.SplittableRandom;

/**
 * Stage 8: VidStyleODE as a whole, from a clip's frames through ODE-GRU, ODE, modulation and mapper to codes and pictures. Until here modulation and
 * mapper have met only tokens read off frames; now they learn to make the best of those that the ODE tells, and what matters in the picture. Most is
 * learnt from clips whose every edit has a known truth; the reference's objective, which needs none, is there with all its losses.
 *
 * <p>In some steps two clips are joined and the truth is a picture whose halves follow one each. No head can look so; what is learnt is the head that
 * comes nearest: it keeps to the upper half's driver, where more of the picture moves.
 */
final class WholeStage {

    private static final PictureLoss PICTURE_LOSS = new PictureLoss(4, 3, 5);
    private static final double PICTURE_SHARE = 0.5;

    /**
     * Of so many steps in a row one joins clips and one is the objective's, in steps of its own: of more than two gradients a parameter gets, the sum
     * would depend on which thread is faster.
     */
    private static final int EVERY = 4;

    private static final int JOINED = 0;
    private static final int OBJECTIVE = 2;

    private static final double OBJECTIVE_SHARE = 0.03;
    private static final double RATE = 5e-4;
    private static final int WARM_UP = 50; // even in a short run
    private static final double LONGEST_GRADIENT = 5;

    private final Workplace workplace;
    private final DemoPlan plan;
    private final FrozenNetworks frozen;
    private final CodeLoss codeLoss;

    WholeStage(Workplace workplace, FrozenNetworks frozen, CodeLoss codeLoss) {
        this.workplace = workplace;
        plan = workplace.plan();
        this.frozen = frozen;
        this.codeLoss = codeLoss;
    }

    TrainingLoop.Outcome train(Parameters parameters) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        ReferenceObjective objective = new ReferenceObjective(networks.model, frozen);
        MovedClips clips = MovedClips.draw(networks, frozen, plan);
        return new Course("whole", new Cosine(RATE, WARM_UP, plan.wholeSteps()), LONGEST_GRADIENT, 0.995, 8_000_009L)
                .run(
                        workplace,
                        parameters,
                        WholeStage::learns,
                        step -> isFree(step) ? "objective" : "clips",
                        (step, seed) -> isFree(step)
                                ? OBJECTIVE_SHARE * objective.learn(seed, OBJECTIVE_SHARE / plan.parts())
                                : learn(networks, clips, step % EVERY == JOINED, new SplittableRandom(seed)));
    }

    /** Whether a step learns by the reference's objective, from clips without a truth. */
    private static boolean isFree(int step) {
        return step % EVERY == OBJECTIVE;
    }

    /** The ODE is as fine as the long decay of its rate made it; with a new optimiser it lost that within a few steps at all rates tried. */
    private static boolean learns(String name) {
        return !name.startsWith(MotionNetworks.ENCODER) && !name.startsWith(MotionNetworks.TRAINING_ONLY + "axes");
    }

    private double learn(MotionNetworks networks, MovedClips clips, boolean joins, SplittableRandom random) {
        try (NDManager scope = workplace.model().newSubManager()) {
            MovedClips.Batch batch = clips.batch(scope, joins, random);
            boolean[] seen = ClipFeatures.seen(random);
            MovedClips.Pictures pictures = batch.pictures();
            NDArray tokens = Gradients.off(() -> {
                NDArray zd0 = networks.videoEncoder.initialState(batch.features(), batch.times(), seen);
                return networks.tokens(joins ? JoinedClips.of(zd0, 0, 2) : zd0, batch.asked());
            });
            NDArray flat = tokens.reshape(new Shape(-1).addAll(tokens.getShape().slice(2))); // [N, M, E]
            NDArray loss = Gradients.on(() -> {
                NDList conditions = networks.model.conditions(batch.styles(), flat);
                NDArray codes = networks.codes(batch.contents(), conditions); // [N, L, S]
                NDArray painted = frozen.generator().synthesize(codes.get(scope.create(pictures.rows())));
                NDArray looks =
                        Gradients.times(PICTURE_LOSS.of(painted, pictures.truth(), pictures.masks()), PICTURE_SHARE);
                if (joins) {
                    return looks; // there is neither one pose nor a code for it
                }
                NDArray told = networks.poses(conditions).sub(batch.poses());
                return codeLoss.of(codes, batch.targets())
                        .add(told.square().mean())
                        .add(looks);
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
