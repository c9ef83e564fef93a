package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDArray;

/** Inversion of a GAN: aligned frames to the W+ codes from which its generator paints them again. */
@FunctionalInterface
public interface InversionEncoder {

    /** Frames [N, 3, H, W] in [-1, 1] to codes [N, L, S], owned by the manager of the frames. */
    NDArray invert(NDArray frames);
}
