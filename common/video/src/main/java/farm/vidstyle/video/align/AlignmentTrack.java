package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.PictureSize;
import java.util.List;

/**
 * How a run of aligned frames came from its source; stored beside the frames as JSON, in which form it is written by any mapper of records.
 *
 * @param firstFrame index in the video of the first entry
 * @param fromSource one transform per frame
 */
public record AlignmentTrack(
        Alignment alignment, PictureSize source, PictureSize aligned, long firstFrame, List<Affine> fromSource) {
    public AlignmentTrack {
        fromSource = List.copyOf(fromSource);
        if (firstFrame < 0) {
            throw new IllegalArgumentException("first frame is " + firstFrame + "; frames count from 0");
        }
    }
}
