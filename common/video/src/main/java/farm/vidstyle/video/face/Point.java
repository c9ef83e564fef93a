package farm.vidstyle.video.face;

/** A place in a picture, in pixels with fractions; (0, 0) is the outer corner of the first pixel, not its centre. */
public record Point(double x, double y) {
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("point is (" + x + ", " + y + "); expected finite numbers");
        }
    }

    Point minus(Point other) {
        return new Point(x - other.x, y - other.y);
    }

    /** The way from here to another point, gone by a share. */
    Point towards(Point other, double share) {
        return new Point(x + share * (other.x - x), y + share * (other.y - y));
    }

    /** As a vector from (0, 0). */
    double length() {
        return Math.hypot(x, y);
    }
}
