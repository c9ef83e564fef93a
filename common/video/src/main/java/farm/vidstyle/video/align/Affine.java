package farm.vidstyle.video.align;

import farm.vidstyle.video.frame.PictureSize;

/**
 * x' = a·x + b·y + c, y' = d·x + e·y + f, in pixels with (0, 0) at the outer corner of the first pixel, so that its centre is
 * (0.5, 0.5) at every resolution.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {
    public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

    public double x(double x, double y) {
        return a * x + b * y + c;
    }

    public double y(double x, double y) {
        return d * x + e * y + f;
    }

    /** This one first, then the other. */
    public Affine then(Affine next) {
        return new Affine(
                next.a * a + next.b * d,
                next.a * b + next.b * e,
                next.x(c, f),
                next.d * a + next.e * d,
                next.d * b + next.e * e,
                next.y(c, f));
    }

    /** From a picture of one size to the same picture at another. */
    public static Affine resize(PictureSize from, PictureSize to) {
        return new Affine((double) to.width() / from.width(), 0, 0, 0, (double) to.height() / from.height(), 0);
    }

    /** The way back, from which results are pasted into the source. */
    public Affine inverse() {
        double determinant = a * e - b * d;
        if (determinant == 0) {
            throw new ArithmeticException(this + " has no inverse; its determinant is 0");
        }
        return new Affine(
                e / determinant,
                -b / determinant,
                (b * f - c * e) / determinant,
                -d / determinant,
                a / determinant,
                (c * d - a * f) / determinant);
    }
}
