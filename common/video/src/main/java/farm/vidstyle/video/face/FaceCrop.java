package farm.vidstyle.video.face;

import farm.vidstyle.video.align.Affine;
import farm.vidstyle.video.frame.PictureSize;
import java.util.Optional;

/**
 * The square that FFHQ would cut around a face, after Karras, Laine, Aila, "A Style-Based Generator Architecture for Generative Adversarial
 * Networks" (2018), appendix A: its horizontal runs along the eyes, corrected by the line from eyes to mouth, so that a turned head
 * stays upright; its size follows the larger of the two distances.
 *
 * @param centreX in pixels of the source
 * @param size the length of a side
 * @param angle by which the face is turned clockwise on the screen, in radians
 */
public record FaceCrop(double centreX, double centreY, double size, double angle) {
    private static final double EYES_TO_HALF_SIDE = 2.0;
    private static final double EYES_TO_MOUTH_TO_HALF_SIDE = 1.8;
    private static final double CENTRE_BELOW_EYES = 0.1; // of the way to the mouth
    private static final double MIN_SIZE = 4;
    private static final double MIN_AGREEMENT = 0.25;

    public FaceCrop {
        if (!(size > 0) || !Double.isFinite(centreX + centreY + size + angle)) {
            throw new IllegalArgumentException("crop of a face is " + size + " wide at (" + centreX + ", " + centreY
                    + "), turned by " + angle + "; expected a positive size and finite numbers");
        }
    }

    /**
     * Empty where the points are no face: all in one place, or eyes and mouth so that no way up agrees with both, which is what swapped
     * eyes give.
     */
    public static Optional<FaceCrop> of(Landmarks face) {
        Point eyes = face.rightEye().towards(face.leftEye(), 0.5);
        Point mouth = face.rightMouth().towards(face.leftMouth(), 0.5);
        Point acrossEyes = face.leftEye().minus(face.rightEye());
        Point down = mouth.minus(eyes);
        Point across = new Point(acrossEyes.x() + down.y(), acrossEyes.y() - down.x());
        double size = 2 * Math.max(acrossEyes.length() * EYES_TO_HALF_SIDE, down.length() * EYES_TO_MOUTH_TO_HALF_SIDE);
        if (size < MIN_SIZE || across.length() < MIN_AGREEMENT * (acrossEyes.length() + down.length())) {
            return Optional.empty();
        }
        Point centre = eyes.towards(mouth, CENTRE_BELOW_EYES);
        return Optional.of(new FaceCrop(centre.x(), centre.y(), size, Math.atan2(across.y(), across.x())));
    }

    /**
     * From the source's pixels to those of the model's frame. In a frame that is no square the crop's square fills the shorter side, and
     * the longer one shows more.
     */
    public Affine toFrame(PictureSize frame) {
        double scale = Math.min(frame.width(), frame.height()) / size;
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        return new Affine(
                cos,
                sin,
                frame.width() / 2.0 - cos * centreX - sin * centreY,
                -sin,
                cos,
                frame.height() / 2.0 + sin * centreX - cos * centreY);
    }

    double distanceTo(FaceCrop other) {
        return Math.hypot(centreX - other.centreX, centreY - other.centreY);
    }
}
