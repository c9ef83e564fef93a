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
        return weights.sized(() -> sizes(weights));
    }

    private static ClipConfig sizes(Weights weights) {
        int patch = weights.size("visual.conv1.weight", 2);
        double patches = weights.size("visual.positional_embedding", 0) - 1.0;
        return new ClipConfig(
                weights.size("text_projection", 1),
                new Vision(
                        tower(weights.scope("visual."), weights.size("visual.conv1.weight", 0)),
                        patch * (int) Math.sqrt(patches),
                        patch),
                new Text(
                        tower(weights, weights.size("ln_final.weight", 0)),
                        weights.size("positional_embedding", 0),
                        weights.size("token_embedding.weight", 0)));
    }

    private static Tower tower(Weights weights, int width) {
        return new Tower(width, weights.count("transformer.resblocks."), Math.max(1, width / HEAD));
    }
}
