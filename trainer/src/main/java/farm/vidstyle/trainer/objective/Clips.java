package farm.vidstyle.trainer.objective;

import ai.djl.ndarray.NDArray;

/**
 * The material of a step.
 *
 * @param frames [B, T, 3, H, W] in [0, 1]
 * @param codes [B, T, L, S], their inversions
 * @param frameNumbers of the T frames, the same in all clips
 * @param captions [B, E], CLIP's features of a sentence about each clip
 */
@SuppressWarnings("ArrayRecordComponent") // handed to tensors and only read
public record Clips(NDArray frames, NDArray codes, double[] frameNumbers, NDArray captions) {

    public Clips {
        long clips = frames.getShape().get(0);
        long length = frames.getShape().get(1);
        if (codes.getShape().dimension() != 4
                || codes.getShape().get(0) != clips
                || codes.getShape().get(1) != length
                || frameNumbers.length != length
                || captions.getShape().get(0) != clips) {
            throw new IllegalArgumentException("frames are " + frames.getShape() + ", codes " + codes.getShape()
                    + ", captions " + captions.getShape() + " and there are " + frameNumbers.length
                    + " frame numbers; expected the same clips and frames in all");
        }
    }

    int count() {
        return (int) frames.getShape().get(0);
    }
}
