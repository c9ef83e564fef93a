package farm.vidstyle.trainer.dataset;

import java.util.Arrays;

/**
 * Paints shapes given by signed distances onto planes of colour, anti-aliased: a pixel is covered by {@code clamp(0.5 - distance)}, the distance
 * in pixels. A shape is asked only inside its bounding circle, which makes a frame several times cheaper.
 */
final class Canvas {

    /** The signed distance of a point to a shape's edge in the shape's own units, negative inside. */
    interface Shape {
        double distance(double x, double y);
    }

    /** Where the shapes' own coordinates lie in the frame: turned, scaled and moved. */
    record Placement(double centreX, double centreY, double scale, double roll) {}

    final int size;
    private final float[] planes;

    Canvas(int size, Rgb top, Rgb bottom) {
        this.size = size;
        planes = new float[3 * size * size];
        for (int row = 0; row < size; row++) {
            float share = (row + 0.5f) / size;
            fillRow(0, row, top.red() + share * (bottom.red() - top.red()));
            fillRow(1, row, top.green() + share * (bottom.green() - top.green()));
            fillRow(2, row, top.blue() + share * (bottom.blue() - top.blue()));
        }
    }

    private void fillRow(int plane, int row, float value) {
        int start = (plane * size + row) * size;
        Arrays.fill(planes, start, start + size, value);
    }

    /** Paints a shape whose points all lie within {@code reach} of (x, y) in the placement's coordinates. */
    void paint(Placement placement, double[] bounds, Shape shape, Rgb colour) {
        double cos = Math.cos(placement.roll());
        double sin = Math.sin(placement.roll());
        double pixels = size / 2.0;
        double middleX = placement.centreX() + placement.scale() * (cos * bounds[0] - sin * bounds[1]);
        double middleY = placement.centreY() + placement.scale() * (sin * bounds[0] + cos * bounds[1]);
        double reach = placement.scale() * bounds[2] + 1 / pixels;
        int top = first(middleY - reach);
        int bottom = last(middleY + reach);
        int left = first(middleX - reach);
        int right = last(middleX + reach);
        for (int row = top; row <= bottom; row++) {
            double frameY = (row + 0.5) / pixels - 1 - placement.centreY();
            for (int column = left; column <= right; column++) {
                double frameX = (column + 0.5) / pixels - 1 - placement.centreX();
                double x = (cos * frameX + sin * frameY) / placement.scale();
                double y = (cos * frameY - sin * frameX) / placement.scale();
                double cover = 0.5 - shape.distance(x, y) * placement.scale() * pixels;
                if (cover > 0) {
                    blend(row * size + column, (float) Math.min(1, cover), colour);
                }
            }
        }
    }

    private int first(double coordinate) {
        return Math.max(0, (int) Math.floor((coordinate + 1) * size / 2.0 - 0.5));
    }

    private int last(double coordinate) {
        return Math.min(size - 1, (int) Math.ceil((coordinate + 1) * size / 2.0 - 0.5));
    }

    private void blend(int pixel, float cover, Rgb colour) {
        int plane = size * size;
        planes[pixel] += cover * (colour.red() - planes[pixel]);
        planes[pixel + plane] += cover * (colour.green() - planes[pixel + plane]);
        planes[pixel + 2 * plane] += cover * (colour.blue() - planes[pixel + 2 * plane]);
    }

    /** The picture as [3, H, W] in [-1, 1]. */
    void copyTo(float[] target, int offset) {
        for (int i = 0; i < planes.length; i++) {
            target[offset + i] = planes[i] * 2 - 1;
        }
    }

    /** One plane as it is, in [0, 1]. */
    void copyPlane(float[] target, int offset) {
        System.arraycopy(planes, 0, target, offset, size * size);
    }
}
