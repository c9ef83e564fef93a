package farm.vidstyle.networks.stylegan;

import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a generator.
 *
 * @param styleDim width S of a style
 * @param mappingLayers layers between z and w; 0 where codes come from an encoder alone
 * @param channels channels at each resolution, from the constant's upwards, each twice as large as the one before
 * @param constant size of the learned constant: 4x4, for bodies 4x2
 * @param noise whether the fixed noise images take part
 */
public record GeneratorConfig(int styleDim, int mappingLayers, List<Integer> channels, Size constant, boolean noise) {

    /** Height and width in pixels. */
    public record Size(int height, int width) {}

    public GeneratorConfig {
        channels = List.copyOf(channels);
        if (styleDim < 1
                || mappingLayers < 0
                || channels.isEmpty()
                || channels.stream().anyMatch(c -> c < 1)) {
            throw new IllegalArgumentException("a generator cannot have style width " + styleDim + ", " + mappingLayers
                    + " mapping layers and channels " + channels);
        }
    }

    /** What the weights of a generator say about it. */
    public static GeneratorConfig of(Weights weights) {
        return weights.sized(() -> sizes(weights));
    }

    private static GeneratorConfig sizes(Weights weights) {
        String constant = "input.input"; // [1, C, H, W]
        List<Integer> channels = new ArrayList<>(List.of(weights.size(constant, 1)));
        int convolutions = weights.count("convs.");
        for (int first = 0; first < convolutions; first += 2) {
            channels.add(weights.size("convs." + first + ".conv.weight", 1));
        }
        return new GeneratorConfig(
                weights.size("conv1.conv.modulation.weight", 1),
                Math.max(0, weights.count("style.") - 1), // numbered from 1
                channels,
                new Size(weights.size(constant, 2), weights.size(constant, 3)),
                weights.names().stream().anyMatch(name -> name.startsWith("noises.")));
    }

    /** Blocks that double the resolution. */
    int blocks() {
        return channels.size() - 1;
    }

    /** L: one style for each convolution and, shared with the next block's first, for each RGB layer. */
    public int styleLayers() {
        return 2 + 2 * blocks();
    }

    /** The size of its images. */
    public Size size() {
        return size(blocks());
    }

    /** The size after {@code block} doublings. */
    Size size(int block) {
        return new Size(constant.height() << block, constant.width() << block);
    }
}
