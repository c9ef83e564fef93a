package farm.vidstyle.video.frame;

/** Width and height of a picture in pixels. */
public record PictureSize(int width, int height) {
    public PictureSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("picture size is " + width + "x" + height + "; both must be at least 1");
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
