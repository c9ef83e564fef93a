package farm.vidstyle.networks.pyramid;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sizes of a {@link PyramidEncoder}.
 *
 * @param resolution of the square input, a power of two from 32
 * @param styleWidth S, the width of one W+ code
 * @param widths channels of the maps of half the resolution, a quarter, ... down to 4 pixels
 * @param readers how many of the first layers read the map of 4 pixels, of the next the one of 8, and of the last the one of 16
 * @param features values that each map is reduced to before the linear layers
 */
public record PyramidConfig(int resolution, int styleWidth, List<Integer> widths, List<Integer> readers, int features) {

    static final int COLOURS = 3;
    static final int COARSEST = 4;
    static final int MAPS = 3;
    private static final int FINEST = COARSEST << (MAPS - 1);

    public PyramidConfig {
        widths = List.copyOf(widths);
        readers = List.copyOf(readers);
        if (resolution < 2 * FINEST || Integer.bitCount(resolution) != 1) {
            throw new IllegalArgumentException(
                    "resolution is " + resolution + "; expected a power of two from " + 2 * FINEST);
        }
        int levels = Integer.numberOfTrailingZeros(resolution / COARSEST);
        if (widths.size() != levels) {
            throw new IllegalArgumentException(
                    "widths are " + widths + "; resolution " + resolution + " needs " + levels);
        }
        if (readers.size() != MAPS) {
            throw new IllegalArgumentException("readers are " + readers + "; expected one count for each of 3 maps");
        }
        if (features % (FINEST * FINEST) != 0) {
            throw new IllegalArgumentException(
                    "features is " + features + "; expected a multiple of " + FINEST * FINEST);
        }
    }

    /** L, the number of codes. */
    public int layers() {
        return readers.stream().mapToInt(Integer::intValue).sum();
    }

    /** Every weight by name, in the order in which the computation takes them. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i < widths.size(); i++) {
            int above = i == 0 ? COLOURS : widths.get(i - 1);
            putConvolution(shapes, "levels." + i + ".down", new Shape(widths.get(i), above, 3, 3));
            putConvolution(shapes, "levels." + i + ".residual", new Shape(widths.get(i), widths.get(i), 3, 3));
        }
        for (int map = 0; map < MAPS; map++) {
            int width = widths.get(widths.size() - 1 - map);
            int side = COARSEST << map;
            if (map > 0) {
                putConvolution(
                        shapes, "maps." + map + ".above", new Shape(width, widths.get(widths.size() - map), 1, 1));
            }
            putConvolution(shapes, "maps." + map + ".reduce", new Shape(features / (side * side), width, 1, 1));
        }
        for (int layer = 0; layer < layers(); layer++) {
            shapes.put("codes." + layer + ".weight", new Shape(styleWidth, features));
            shapes.put("codes." + layer + ".bias", new Shape(styleWidth));
        }
        return Collections.unmodifiableMap(shapes);
    }

    private static void putConvolution(Map<String, Shape> shapes, String name, Shape weight) {
        shapes.put(name + ".weight", weight);
        shapes.put(name + ".bias", new Shape(weight.get(0)));
    }
}
