package farm.vidstyle.video.frame;

/** A rectangle inside a picture, in pixels with fractions; (0, 0) is the outer corner of the first pixel, not its centre. */
public record Box(double x, double y, double width, double height) {
    public Box {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0)) {
            throw new IllegalArgumentException("box is " + width + "x" + height + " at (" + x + ", " + y
                    + "); expected a positive size and a corner not before (0, 0)");
        }
    }

    public static Box whole(PictureSize size) {
        return new Box(0, 0, size.width(), size.height());
    }
}
