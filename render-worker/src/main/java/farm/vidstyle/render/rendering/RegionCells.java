package farm.vidstyle.render.rendering;

import farm.vidstyle.farm.edit.Region;

/** A region of the frame on the coarse grid of the motion's state. */
final class RegionCells {
    private RegionCells() {}

    /**
     * 1 for a cell whose centre lies in the region, 0 for the others, row by row. A region too small for any centre
     * has the cell it lies in, so that it is never without effect.
     */
    static double[] mask(Region region, int rows, int columns) {
        double[] mask = new double[rows * columns];
        boolean any = false;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column + 0.5) / columns;
                double y = (row + 0.5) / rows;
                boolean inside = x >= region.x()
                        && x < region.x() + region.width()
                        && y >= region.y()
                        && y < region.y() + region.height();
                mask[row * columns + column] = inside ? 1 : 0;
                any |= inside;
            }
        }
        if (!any) {
            int row = Math.min(rows - 1, (int) ((region.y() + region.height() / 2) * rows));
            int column = Math.min(columns - 1, (int) ((region.x() + region.width() / 2) * columns));
            mask[row * columns + column] = 1;
        }
        return mask;
    }
}
