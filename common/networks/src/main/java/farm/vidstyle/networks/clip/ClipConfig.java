package farm.vidstyle.networks.clip;

import farm.vidstyle.networks.weights.Weights;

/**
 * The shape of a CLIP model.
 *
 * @param embedding width E of the common space
 */
public record ClipConfig(int embedding, Vision vision, Text text) {
    /** Width of an attention head in all published models. */
    private static final int HEAD = 64;

    /** A transformer: its width, layers and attention heads. */
    public record Tower(int width, int layers, int heads) {
        public Tower {
            if (width < 1 || layers < 1 || heads < 1 || width % heads != 0) {
                throw new IllegalArgumentException(
                        "a transformer cannot have width " + width + ", " + layers + " layers and " + heads + " heads");
            }
        }
    }

    /** Square pictures of {@code size} pixels, cut into patches of {@code patch} pixels. */
    public record Vision(Tower tower, int size, int patch) {
        public Vision {
            if (patch < 1 || size < patch || size % patch != 0) {
                throw new IllegalArgumentException(
                        "pictures of " + size + " pixels do not divide into patches of " + patch);
            }
        }

        int tokens() {
            return size / patch * (size / patch) + 1;
        }
    }

    /** Sentences of at most {@code context} ids below {@code vocabulary}. */
    public record Text(Tower tower, int context, int vocabulary) {}

    /** What the weights of a model say about it. */
    public static ClipConfig of(Weights weights) {
        int visionWidth = (int) weights.shapeOf("visual.conv1.weight").get(0);
        int patch = (int) weights.shapeOf("visual.conv1.weight").get(2);
        long patches = weights.shapeOf("visual.positional_embedding").get(0) - 1;
        int side = (int) Math.sqrt((double) patches);
        int textWidth = (int) weights.shapeOf("ln_final.weight").get(0);
        return new ClipConfig(
                (int) weights.shapeOf("text_projection").get(1),
                new Vision(tower(weights.scope("visual."), visionWidth), side * patch, patch),
                new Text(
                        tower(weights, textWidth),
                        (int) weights.shapeOf("positional_embedding").get(0),
                        (int) weights.shapeOf("token_embedding.weight").get(0)));
    }

    private static Tower tower(Weights weights, int width) {
        int layers = 0;
        while (weights.has("transformer.resblocks." + layers + ".ln_1.weight")) {
            layers++;
        }
        return new Tower(width, layers, Math.max(1, width / HEAD));
    }
}
