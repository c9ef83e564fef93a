package farm.vidstyle.networks.dino;

import farm.vidstyle.networks.weights.Weights;

/**
 * The shape of a DINO model.
 *
 * @param width E of a token
 * @param blocks of attention
 * @param heads of every attention
 * @param patch side of a patch in pixels
 * @param side patches along each side of the square that its positions were learnt for
 */
public record DinoConfig(int width, int blocks, int heads, int patch, int side) {

    /** Width of an attention head in all published models. */
    private static final int HEAD = 64;

    public DinoConfig {
        if (width < 1 || blocks < 1 || heads < 1 || width % heads != 0 || patch < 1 || side < 1) {
            throw new IllegalArgumentException("a DINO model cannot have width " + width + ", " + blocks + " blocks, "
                    + heads + " heads, patches of " + patch + " pixels and " + side + " of them along a side");
        }
    }

    /** What the weights of a model say about it; its heads are as wide as in all published ones. */
    public static DinoConfig of(Weights weights) {
        int width = weights.size("patch_embed.proj.weight", 0);
        return of(weights, Math.max(1, width / HEAD));
    }

    /** The same for a model with another number of heads, about which weights say nothing. */
    public static DinoConfig of(Weights weights, int heads) {
        double positions = weights.size("pos_embed", 1) - 1.0;
        return weights.sized(() -> new DinoConfig(
                weights.size("patch_embed.proj.weight", 0),
                weights.count("blocks."),
                heads,
                weights.size("patch_embed.proj.weight", 2),
                (int) Math.sqrt(positions)));
    }
}
