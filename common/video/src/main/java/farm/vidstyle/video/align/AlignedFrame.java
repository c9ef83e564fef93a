package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.RgbFrame;

/** A frame of the model's size and the transform from the source's pixels to its own. */
public record AlignedFrame(RgbFrame frame, Affine fromSource) {}
