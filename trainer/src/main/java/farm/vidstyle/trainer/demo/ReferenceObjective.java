package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.DrivenClips;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.objective.Choices;
import farm.vidstyle.trainer.objective.Clips;
import farm.vidstyle.trainer.objective.Critics;
import farm.vidstyle.trainer.objective.Lambda;
import farm.vidstyle.trainer.objective.Lambdas;
import farm.vidstyle.trainer.objective.Objective;
import farm.vidstyle.trainer.objective.ObjectiveSettings;
import farm.vidstyle.trainer.objective.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The reference's objective with all its losses, on drawn clips with captions. In DINO's place the demo's own image encoder tells what is where: its
 * map of 8 by 8 places, and the mean of it.
 */
final class ReferenceObjective {

    private static final int CLIPS = 2;
    private static final int FRAMES = 6;
    private static final double SPAN = 80; // frames
    private static final double STRENGTH = 1.3;
    private static final double STRUCTURE_SHARE = 0.8;

    /** Codes of unit deviation move away from their mean code by about so much. */
    private static final double LATENT_EPSILON = 1;

    /** As in the reference towards the end of its schedules; structure and style are sums over images. */
    private static final Lambdas LAMBDAS = new Lambdas(
            Lambda.constant(1), Lambda.constant(0.2), Lambda.constant(0.5), Lambda.constant(0.5), Lambda.constant(0.1));

    private final FrozenNetworks frozen;
    private final Objective objective;
    private final Sampling sampling = new Sampling(3, Sampling.Hiding.INTERPOLATE, 1);

    ReferenceObjective(VidStyleOde model, FrozenNetworks frozen) {
        this.frozen = frozen;
        Critics critics = new Critics(frozen.generator(), frozen.clip(), this::look, true);
        ObjectiveSettings settings =
                new ObjectiveSettings(LAMBDAS, STRUCTURE_SHARE, 0, LATENT_EPSILON, STRENGTH, sampling);
        objective = new Objective(model, critics, settings, false);
    }

    private Dino.Features look(NDArray images) {
        NDArray places = frozen.encoder().places(Gradients.times(images, 2).sub(1));
        return new Dino.Features(places, places.mean(new int[] {1}));
    }

    /** Adds the gradients of {@code share} times the objective of clips that follow from the seed, and returns its value. */
    double learn(long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] times = DrivenClips.drawTimes(random, FRAMES, SPAN);
        HeadRenderer renderer = new HeadRenderer(frozen.encoder().config().resolution());
        List<float[]> frames = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (int clip = 0; clip < CLIPS; clip++) {
            HeadAppearance person = HeadAppearance.draw(random);
            Motion motion = Motion.draw(random);
            captions.add(Captions.draw(person, random));
            for (double time : times) {
                frames.add(renderer.render(person, motion.at(time)));
            }
        }
        try (NDManager scope = frozen.newScope()) {
            Clips clips = Gradients.off(() -> {
                NDArray images = frozen.stack(scope, frames);
                NDArray codes = frozen.encoder().encode(images);
                NDArray sentences = frozen.clip().sentences(frozen.tokenizer().tokenize(scope, captions));
                Shape split = new Shape(CLIPS, FRAMES);
                return new Clips(
                        images.add(1)
                                .div(2)
                                .reshape(split.addAll(images.getShape().slice(1))),
                        codes.reshape(split.addAll(codes.getShape().slice(1))),
                        times,
                        sentences);
            });
            return objective
                    .learn(clips, Choices.draw(sampling, FRAMES, seed), 0, share)
                    .total();
        }
    }
}
