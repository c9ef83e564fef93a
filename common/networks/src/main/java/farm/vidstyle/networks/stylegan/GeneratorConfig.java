package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.types.Shape;
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
        Shape constant = weights.shapeOf("input.input"); // [1, C, H, W]
        List<Integer> channels = new ArrayList<>(List.of((int) constant.get(1)));
        for (int block = 0; weights.has("convs." + 2 * block + ".conv.weight"); block++) {
            channels.add(
                    (int) weights.shapeOf("convs." + 2 * block + ".conv.weight").get(1));
        }
        int mapping = 0;
        while (weights.has("style." + (mapping + 1) + ".weight")) {
            mapping++;
        }
        return new GeneratorConfig(
                (int) weights.shapeOf("conv1.conv.modulation.weight").get(1),
                mapping,
                channels,
                new Size((int) constant.get(2), (int) constant.get(3)),
                weights.has("noises.noise_0"));
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
