package farm.vidstyle.networks.psp;

import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of an inversion encoder.
 *
 * @param styles rows L of a code
 * @param styleDim width S of a row
 * @param inputSize height and width of its pictures, a power of two of at least 32
 */
public record PspConfig(Trunk trunk, int styles, int styleDim, int inputSize) {
    /** IR-50, the trunk of the published encoders. */
    private static final List<Integer> UNITS = List.of(3, 4, 14, 3);

    /** Rows that read the coarsest features, and rows before the finest. */
    private static final int COARSE_END = 3;

    private static final int MEDIUM_END = 7;

    /**
     * The residual trunk.
     *
     * @param widths channels after the first convolution and in each of the four stages
     * @param units residual units of each stage, the first of which halves the resolution
     * @param reduction how much narrower than its features a squeeze-and-excitation layer is
     */
    public record Trunk(List<Integer> widths, List<Integer> units, int reduction) {
        public Trunk {
            widths = List.copyOf(widths);
            units = List.copyOf(units);
            if (widths.size() != 5 || units.size() != 4 || units.stream().anyMatch(u -> u < 1) || reduction < 1) {
                throw new IllegalArgumentException("a trunk has 5 widths, 4 stages and a reduction; got " + widths
                        + ", " + units + " and " + reduction);
            }
        }
    }

    public PspConfig {
        if (styles < MEDIUM_END || styleDim < 1 || inputSize < 32 || Integer.bitCount(inputSize) != 1) {
            throw new IllegalArgumentException(
                    "an encoder cannot have " + styles + " styles of width " + styleDim + " from pictures of size "
                            + inputSize + "; at least " + MEDIUM_END + " styles, and sizes 32, 64, ...");
        }
    }

    /** What the weights of an encoder say about it. */
    public static PspConfig of(Weights weights) {
        return weights.sized(() -> new PspConfig(
                trunk(weights),
                weights.count("styles."),
                weights.size("styles.0.linear.weight", 0),
                16 << ((weights.count("styles.0.convs.") + 1) / 2))); // activations lie between convolutions
    }

    /** Which feature map row {@code style} reads: 0 the coarsest, 2 the finest. */
    int level(int style) {
        return style < COARSE_END ? 0 : style < MEDIUM_END ? 1 : 2;
    }

    /** Convolutions of stride 2 that bring the map of row {@code style} to a single pixel. */
    int halvings(int style) {
        return Integer.numberOfTrailingZeros(inputSize / 16) + level(style);
    }

    /** A stage begins where the width changes; where it does not, only the published division into units is known. */
    private static Trunk trunk(Weights weights) {
        int count = weights.count("body.");
        List<Integer> units = stages(weights, count);
        if (units.size() != UNITS.size()) {
            if (count != UNITS.stream().mapToInt(Integer::intValue).sum()) {
                throw weights.refused("the trunk has " + count + " units whose division into four stages is not"
                        + " known; expected " + UNITS + ", or widths that change at every stage but the first");
            }
            units = UNITS;
        }
        List<Integer> widths = new ArrayList<>(List.of(weights.size("input_layer.0.weight", 0)));
        int end = 0;
        for (int n : units) {
            end += n;
            widths.add(weights.size(unit(end - 1), 0));
        }
        String squeeze = "body.0.res_layer.5.fc1.weight";
        return new Trunk(widths, units, weights.size(squeeze, 1) / Math.max(1, weights.size(squeeze, 0)));
    }

    private static List<Integer> stages(Weights weights, int count) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 1; i < count; i++) {
            if (weights.has("body." + i + ".shortcut_layer.0.weight")) {
                starts.add(i);
            }
        }
        starts.add(count);
        return IntStream.range(1, starts.size())
                .mapToObj(i -> starts.get(i) - starts.get(i - 1))
                .toList();
    }

    private static String unit(int index) {
        return "body." + index + ".res_layer.1.weight";
    }
}
