package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.RgbFrame;

/** Brings frames to the model's size. The same frame at the same place gives the same pixels, whatever came before. */
@FunctionalInterface
public interface Aligner {
    /** @param frame index in the video */
    AlignedFrame align(int frame, RgbFrame source);
}
