package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.PictureSize;
import java.util.List;

/**
 * How a run of aligned frames came from its source; stored beside the frames as JSON, in which form it is written by any mapper of records.
 *
 * @param firstFrame index in the video of the first entry
 * @param fromSource one transform per frame
 * @param face per frame whether a face was found in it; where not, the transform is the track's between those before and after. Empty where
 *     no faces were looked for
 */
public record AlignmentTrack(
        Alignment alignment,
        PictureSize source,
        PictureSize aligned,
        long firstFrame,
        List<Affine> fromSource,
        List<Boolean> face) {
    public AlignmentTrack {
        fromSource = List.copyOf(fromSource);
        face = face == null ? List.of() : List.copyOf(face); // files from before there were faces lack it
        if (!face.isEmpty() && face.size() != fromSource.size()) {
            throw new IllegalArgumentException(face.size() + " frames say whether a face was found; expected all "
                    + fromSource.size() + " or none");
        }
        if (firstFrame < 0) {
            throw new IllegalArgumentException("first frame is " + firstFrame + "; frames count from 0");
        }
    }
}
