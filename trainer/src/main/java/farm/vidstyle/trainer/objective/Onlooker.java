package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.dino.Dino;

/** Tells of pictures what is where and how they look: DINO, or a network that stands in its place. */
@FunctionalInterface
public interface Onlooker {

    /** Keys [N, M, E], a row a place, and a token [N, E'] of the whole, of images [N, 3, H, W] nominally in [0, 1]. */
    Dino.Features look(NDArray images);

    /** DINO as the reference asks it; {@code classBlock} is the one after which a picture's style is read. */
    static Onlooker of(Dino dino, int classBlock, boolean antialias) {
        return images -> dino.features(images, classBlock, antialias);
    }
}
