package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;

/** Brings frames to the model's size. Stateless: the same frame gives the same pixels, whatever came before. */
public final class Aligner {
    private final Alignment alignment;
    private final PictureSize target;

    public Aligner(Alignment alignment, PictureSize target) {
        this.alignment = alignment;
        this.target = target;
    }

    public AlignedFrame align(RgbFrame source) {
        Box box = box(source.size());
        double scaleX = target.width() / box.width();
        double scaleY = target.height() / box.height();
        Affine fromSource = new Affine(scaleX, 0, 0 - box.x() * scaleX, 0, scaleY, 0 - box.y() * scaleY);
        return new AlignedFrame(Resampler.resample(source, box, target), fromSource);
    }

    private Box box(PictureSize source) {
        return switch (alignment) {
            case NONE -> Box.whole(source);
            case CENTER_CROP -> centred(source);
        };
    }

    private Box centred(PictureSize source) {
        double aspect = (double) target.width() / target.height();
        double width = Math.min(source.width(), source.height() * aspect);
        double height = Math.min(source.height(), source.width() / aspect);
        return new Box((source.width() - width) / 2, (source.height() - height) / 2, width, height);
    }
}
