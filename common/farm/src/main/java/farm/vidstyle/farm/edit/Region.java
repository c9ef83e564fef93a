package farm.vidstyle.farm.edit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A rectangle in fractions of the frame: (0, 0) is the top left corner, (1, 1) the bottom right. */
public record Region(
        @JsonProperty(required = true) double x,
        @JsonProperty(required = true) double y,
        @JsonProperty(required = true) double width,
        @JsonProperty(required = true) double height) {
    public static final Region FULL = new Region(0, 0, 1, 1);
    private static final double ROUNDING = 1e-9;

    public Region {
        boolean inside =
                x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + ROUNDING && y + height <= 1 + ROUNDING;
        if (!inside) {
            throw new IllegalArgumentException("region is x=" + x + " y=" + y + " width=" + width + " height=" + height
                    + "; expected a rectangle inside the unit square with positive width and height");
        }
    }
}
