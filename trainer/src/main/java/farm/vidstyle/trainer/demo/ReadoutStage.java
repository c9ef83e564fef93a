package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.DrivenClips;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Stage 3: from tokens and style to codes, the tokens read straight off single frames. Contents, drivers and targets are every mix of two people
 * and two motions, in code space: the generator is not in the loop. First without style, so that motion is learnt; then with CLIP's features and
 * edits by text, the frame encoder held fixed.
 */
final class ReadoutStage {

    private static final int MOMENTS = 6;
    private static final double SPAN = 90;
    private static final double SINGLE_FRAME_SHARE = 0.3; // contents that are one frame's code, as image animation uses
    private static final double WEAKEST = 0.9;
    private static final double STRONGEST = 1.6;

    private final DemoPlan plan;
    private final NDManager model;
    private final FrozenNetworks frozen;
    private final CodeLoss codeLoss;
    private final HeadRenderer renderer;

    ReadoutStage(NDManager model, DemoPlan plan, FrozenNetworks frozen, CodeLoss codeLoss) {
        this.plan = plan;
        this.model = model;
        this.frozen = frozen;
        this.codeLoss = codeLoss;
        renderer = new HeadRenderer(plan.networks().resolution());
    }

    TrainingLoop.Outcome trainMotion(Parameters parameters) {
        return train("readout", parameters, name -> true, false);
    }

    TrainingLoop.Outcome trainStyle(Parameters parameters) {
        return train("style", parameters, name -> !name.startsWith("bVAE_enc.") && !name.contains("tokens"), true);
    }

    private TrainingLoop.Outcome train(String name, Parameters parameters, Predicate<String> learns, boolean styled) {
        MotionNetworks networks = new MotionNetworks(parameters.weights(), plan.networks());
        Adam adam = new Adam(model, parameters.trained(learns), 0.9, 0.99);
        int steps = plan.readoutSteps();
        Cosine rate = new Cosine(3e-3, Math.min(100, steps / 10), steps);
        try (Workers workers = new Workers(plan.threads())) {
            return new TrainingLoop(name, steps, plan.progressLines()).run(step -> {
                double loss = workers.mean(part -> {
                    long seed = plan.seed() * 3_000_017L + (long) step * workers.count() + part;
                    return learn(networks, new SplittableRandom(seed), styled, 1.0 / workers.count());
                });
                adam.step(rate.at(step), 1);
                parameters.average(Math.min(0.998, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }

    /** What a step asks for: contents and styles of two people, targets under two motions, [2], [2], [4 * MOMENTS]. */
    private record Task(NDArray contents, NDArray styles, NDArray targets) {}

    private double learn(MotionNetworks networks, SplittableRandom random, boolean styled, double share) {
        try (NDManager scope = model.newSubManager()) {
            DrivenClips clips = DrivenClips.draw(random, MOMENTS, SPAN, styled);
            List<float[]> first = clips.render(renderer, clips.first());
            List<float[]> second = clips.render(renderer, clips.second());
            List<float[]> drivers = new ArrayList<>(first.subList(0, MOMENTS)); // each motion shown by another person
            drivers.addAll(second.subList(MOMENTS, 2 * MOMENTS));
            Task task = task(scope, clips, first, second, random, styled);
            NDArray frames = frozen.stack(scope, drivers);
            NDArray poses = scope.create(clips.poses(), new Shape(2L * MOMENTS, PoseAxis.values().length));
            NDArray loss = Gradients.on(() -> {
                NDArray tokens = networks.tokensOfFrames(networks.features(frames));
                NDArray contents = task.contents().repeat(0, 2 * MOMENTS);
                NDArray styles = task.styles().repeat(0, 2 * MOMENTS);
                NDList conditions = networks.model.conditions(styles, tokens.concat(tokens, 0));
                NDArray codes = codeLoss.of(networks.codes(contents, conditions), task.targets());
                NDArray told = networks.poses(conditions).sub(poses.concat(poses, 0));
                return codes.add(told.square().mean());
            });
            Gradients.backward(Gradients.on(() -> loss.mul(share)));
            return loss.getFloat();
        }
    }

    private Task task(
            NDManager scope,
            DrivenClips clips,
            List<float[]> first,
            List<float[]> second,
            SplittableRandom random,
            boolean styled) {
        List<float[]> wanted = new ArrayList<>(first);
        wanted.addAll(clips.isEdited() ? clips.render(renderer, clips.edit().result()) : second);
        NDArray targets = frozen.codes(scope, wanted);
        boolean single = random.nextDouble() < SINGLE_FRAME_SHARE;
        int shot = random.nextInt(2) * MOMENTS;
        int from = single ? shot + random.nextInt(MOMENTS) : shot;
        int to = single ? from + 1 : shot + MOMENTS;
        NDArray contents = mean(scope, first.subList(from, to)).concat(mean(scope, second.subList(from, to)), 0);
        NDArray styles = styled ? frozen.styles(contents) : scope.zeros(new Shape(2, DemoNetworks.EMBEDDING));
        if (clips.isEdited()) {
            NDArray direction = frozen.direction(scope, clips.edit(), random.nextDouble(WEAKEST, STRONGEST));
            styles = NDArrays.concat(
                    new NDList(styles.get("0:1"), styles.get("1:2").add(direction)));
        }
        return new Task(
                contents, styles, targets.get(":, :, 0:" + plan.networks().codeWidth()));
    }

    private NDArray mean(NDManager scope, List<float[]> frames) {
        return frozen.codes(scope, frames).mean(new int[] {0}, true);
    }
}
