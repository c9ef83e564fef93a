package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;

/** Brings the same box of every frame to the model's size. */
public final class BoxAligner implements Aligner {
    private final Alignment alignment;
    private final PictureSize target;

    /** @param alignment any but that by faces, whose boxes differ from frame to frame and are turned */
    public BoxAligner(Alignment alignment, PictureSize target) {
        if (alignment == Alignment.FACE) {
            throw new IllegalArgumentException("alignment is FACE, which no box gives; expected NONE or CENTER_CROP");
        }
        this.alignment = alignment;
        this.target = target;
    }

    @Override
    public AlignedFrame align(int frame, RgbFrame source) {
        Box box = box(source.size());
        double scaleX = target.width() / box.width();
        double scaleY = target.height() / box.height();
        Affine fromSource = new Affine(scaleX, 0, 0 - box.x() * scaleX, 0, scaleY, 0 - box.y() * scaleY);
        return new AlignedFrame(Resampler.resample(source, box, target), fromSource);
    }

    private Box box(PictureSize source) {
        return alignment == Alignment.NONE ? Box.whole(source) : centred(source);
    }

    private Box centred(PictureSize source) {
        double aspect = (double) target.width() / target.height();
        double width = Math.min(source.width(), source.height() * aspect);
        double height = Math.min(source.height(), source.width() / aspect);
        return new Box((source.width() - width) / 2, (source.height() - height) / 2, width, height);
    }
}
