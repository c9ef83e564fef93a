package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * One step's losses and their gradients. All arrays that a step makes belong to the manager of its clips: close that after the step.
 */
public final class Objective {

    private static final TorchScript SCRIPT = Scene.SCRIPT;

    private final VidStyleOde model;
    private final Critics critics;
    private final ObjectiveSettings settings;
    private final Judge judge;
    private final Painter painter;

    /** {@code recompute} trades time for memory: see {@link Painter}. */
    public Objective(VidStyleOde model, Critics critics, ObjectiveSettings settings, boolean recompute) {
        this.model = model;
        this.critics = critics;
        this.settings = settings;
        judge = new Judge(critics, settings);
        painter = new Painter(critics.generator(), recompute);
    }

    /**
     * Adds the gradients of {@code share} times the step's total loss to the model's parameters.
     *
     * @throws NotFiniteException if a loss is no number, before any gradient is added
     */
    public LossValues learn(Clips clips, Choices choices, long step, double share) {
        Scene scene = Scene.of(clips, choices, critics, settings.manipulationStrength());
        return Gradients.on(() -> {
            Painter.Painted painted = painter.paint(codes(scene, clips, choices));
            Judge.Passes passes = Judge.Passes.of(
                    painted.codes(), painted.images(), scene.real().getShape());
            Map<Loss, Double> weights = LossValues.weights(settings.lambdas(), step);
            Map<Loss, NDArray> losses = judge.losses(wanted(weights, step), scene, passes, clips, choices);
            LossValues values = values(losses, weights);
            Gradients.backward(total(losses, weights, share));
            painter.backward(painted);
            return values;
        });
    }

    /** All losses of clips without learning, and what was painted for them. */
    public Seen look(Clips clips, Choices choices, long step) {
        return Gradients.off(() -> {
            Scene scene = Scene.of(clips, choices, critics, settings.manipulationStrength());
            NDArray codes = codes(scene, clips, choices);
            NDList images = new NDList();
            for (long i = 0; i < codes.getShape().get(0); i++) {
                images.add(critics.generator().synthesize(Painter.row(codes, i)));
            }
            Judge.Passes passes =
                    Judge.Passes.of(codes, NDArrays.concat(images), scene.real().getShape());
            Map<Loss, Double> weights = LossValues.weights(settings.lambdas(), step);
            Map<Loss, NDArray> losses = judge.losses(EnumSet.allOf(Loss.class), scene, passes, clips, choices);
            return new Seen(
                    values(losses, weights),
                    SCRIPT.call("toSigned", scene.real()),
                    passes.reconstructed().resized(),
                    passes.edited().resized());
        });
    }

    /**
     * Frames [N, 3, h, w] nominally in [-1, 1], time slow.
     *
     * @param values of the losses
     */
    public record Seen(LossValues values, NDArray real, NDArray reconstructed, NDArray edited) {}

    /** Codes of both passes [2N, L, S], the reconstruction's first. */
    private NDArray codes(Scene scene, Clips clips, Choices choices) {
        double[] numbers = clips.frameNumbers();
        double[] all = model.clipTimes().widened(numbers[0], numbers);
        float[] times = model.clipTimes().of(numbers[0], numbers);
        int frames = choices.frames().length;
        NDArray zd0 = model.initialState(clips.frames(), times, choices.observed());
        NDArray tokens = model.tokens(
                zd0, Arrays.stream(choices.frames()).mapToDouble(i -> all[i]).toArray());
        NDArray content = Scene.forFrames(scene.content(), frames);
        NDArray plain = Scene.forFrames(scene.style(), frames);
        NDArray edit = Scene.forFrames(scene.style().add(scene.direction()), frames);
        return model.codes(content, plain, tokens).concat(model.codes(content, edit, tokens));
    }

    /** A loss without weight is not computed, but for the first step, which shows that all can be. */
    private static Set<Loss> wanted(Map<Loss, Double> weights, long step) {
        Set<Loss> wanted = EnumSet.allOf(Loss.class);
        wanted.removeIf(loss -> step > 0 && weights.get(loss) == 0);
        return wanted;
    }

    private static NDArray total(Map<Loss, NDArray> losses, Map<Loss, Double> weights, double share) {
        double[] factors = losses.keySet().stream()
                .mapToDouble(loss -> weights.get(loss) * share)
                .toArray();
        return SCRIPT.call("total", new NDList(losses.values()), factors);
    }

    private static LossValues values(Map<Loss, NDArray> losses, Map<Loss, Double> weights) {
        Map<Loss, Double> terms = new EnumMap<>(Loss.class);
        double total = 0;
        for (Map.Entry<Loss, NDArray> entry : losses.entrySet()) {
            double value = entry.getValue().getFloat();
            if (!Double.isFinite(value)) {
                throw new NotFiniteException("loss " + entry.getKey().label() + " is " + value);
            }
            terms.put(entry.getKey(), value);
            total += weights.get(entry.getKey()) * value;
        }
        return new LossValues(terms, weights, total);
    }
}
