package farm.vidstyle.video.face;

import farm.vidstyle.video.align.Affine;
import farm.vidstyle.video.align.AlignedFrame;
import farm.vidstyle.video.align.Aligner;
import farm.vidstyle.video.align.Warp;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;

/** The second reading of a video: takes every frame from its crop. */
public final class FaceAligner implements Aligner {
    private final FaceTrack track;
    private final PictureSize target;

    public FaceAligner(FaceTrack track, PictureSize target) {
        this.track = track;
        this.target = target;
    }

    @Override
    public AlignedFrame align(int frame, RgbFrame source) {
        Affine fromSource = track.crop(frame).toFrame(target);
        return new AlignedFrame(Warp.take(source, fromSource, target), fromSource);
    }
}
