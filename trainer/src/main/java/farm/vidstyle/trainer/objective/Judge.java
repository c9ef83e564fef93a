package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Compares the two passes of a step with its scene: the losses one by one, unweighted. */
final class Judge {

    private static final TorchScript SCRIPT = Scene.SCRIPT;

    private final Critics critics;
    private final ObjectiveSettings settings;

    Judge(Critics critics, ObjectiveSettings settings) {
        this.critics = critics;
        this.settings = settings;
    }

    /**
     * The two passes: codes [N, L, S] and images [N, 3, H, W], full size and at the size of the frames.
     */
    record Passes(Half reconstructed, Half edited) {
        /** {@code both} holds the reconstruction's rows first. */
        static Passes of(NDArray codes, NDArray images, Shape frames) {
            return new Passes(Half.of(codes, images, frames, true), Half.of(codes, images, frames, false));
        }
    }

    /** One of the two. */
    record Half(NDArray codes, NDArray images, NDArray resized) {
        static Half of(NDArray codes, NDArray images, Shape frames, boolean first) {
            long[] size = {frames.get(2), frames.get(3)};
            NDArray own = half(images, first);
            return new Half(half(codes, first), own, SCRIPT.call("resize", own, size));
        }
    }

    /** The losses asked for, scalars. */
    Map<Loss, NDArray> losses(Set<Loss> wanted, Scene scene, Passes passes, Clips clips, Choices choices) {
        Map<Loss, NDArray> losses = new EnumMap<>(Loss.class);
        for (Loss loss : wanted) {
            switch (loss) {
                case RECONSTRUCTION ->
                    losses.put(
                            loss,
                            SCRIPT.call("reconstruction", passes.reconstructed().resized(), scene.real()));
                case LATENT -> losses.put(loss, latent(scene, passes, choices));
                case DIRECTIONAL -> losses.put(loss, directional(scene, passes, clips, choices));
                case CONSISTENCY -> losses.put(loss, consistency(passes, clips, choices));
                case STRUCTURE, STYLE -> {} // below, since they share the looking
            }
        }
        if (wanted.contains(Loss.STRUCTURE) || wanted.contains(Loss.STYLE)) {
            losses.putAll(perceptual(scene, passes, choices.frames().length));
        }
        return losses;
    }

    private NDArray latent(Scene scene, Passes passes, Choices choices) {
        NDArray mean = Scene.forFrames(scene.content(), choices.frames().length);
        return SCRIPT.call(
                "latent", mean, passes.reconstructed().codes(), passes.edited().codes(), settings.latentEpsilon());
    }

    private NDArray directional(Scene scene, Passes passes, Clips clips, Choices choices) {
        NDArray real =
                Gradients.off(() -> seen(SCRIPT.call("toSigned", rows(scene.real(), clips, choices.directional()))));
        NDArray edited = seen(rows(passes.edited().resized(), clips, choices.directional()));
        NDArray other = SCRIPT.call("mismatched", clips.captions());
        return SCRIPT.call("directional", real, edited, clips.captions(), other);
    }

    private NDArray consistency(Passes passes, Clips clips, Choices choices) {
        NDArray first = seen(rows(passes.reconstructed().images(), clips, choices.reconstructed()));
        NDArray second = seen(rows(passes.edited().images(), clips, choices.edited()));
        return SCRIPT.call("consistency", first, clips.count()).add(SCRIPT.call("consistency", second, clips.count()));
    }

    private Map<Loss, NDArray> perceptual(Scene scene, Passes passes, int frames) {
        Dino.Features wanted = Gradients.off(() -> looked(scene.real()));
        NDArray style =
                Gradients.off(() -> Scene.forFrames(looked(scene.reference()).classToken(), frames));
        Dino.Features first =
                looked(SCRIPT.call("toUnit", passes.reconstructed().resized()));
        Dino.Features second = looked(SCRIPT.call("toUnit", passes.edited().resized()));
        double share = settings.structureShare();
        return Map.of(
                Loss.STRUCTURE, SCRIPT.call("structure", first.keys(), second.keys(), wanted.keys(), share),
                Loss.STYLE, SCRIPT.call("style", first.classToken(), style, 1 - share));
    }

    private NDArray seen(NDArray images) {
        return critics.clip().images(images, critics.antialias());
    }

    private Dino.Features looked(NDArray images) {
        return critics.onlooker().look(images);
    }

    private static NDArray rows(NDArray images, Clips clips, int... chosen) {
        return SCRIPT.call("rows", images, clips.count(), chosen);
    }

    static NDArray half(NDArray both, boolean first) {
        long middle = both.getShape().get(0) / 2;
        return both.get(new NDIndex(first ? ":" + middle : middle + ":"));
    }
}
