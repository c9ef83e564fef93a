package farm.vidstyle.networks.modulation;

/**
 * Sizes of a modulation network.
 *
 * @param embedding E, the width of tokens
 * @param heads of every attention
 * @param crossLayers in which style tokens look at the dynamics
 * @param selfLayers in which dynamics tokens look at each other
 * @param styleTokens positions for the style, 1 in the paper
 * @param dynamicsTokens M, positions for the dynamics: cells of the ODE's state
 * @param conditionWidth of the three conditions
 */
public record ModulationConfig(
        int embedding,
        int heads,
        int crossLayers,
        int selfLayers,
        int styleTokens,
        int dynamicsTokens,
        int conditionWidth) {

    public ModulationConfig {
        requirePositive("embedding", embedding);
        requirePositive("heads", heads);
        requirePositive("styleTokens", styleTokens);
        requirePositive("dynamicsTokens", dynamicsTokens);
        requirePositive("conditionWidth", conditionWidth);
        if (crossLayers < 0 || selfLayers < 0) {
            throw new IllegalArgumentException(
                    "crossLayers is " + crossLayers + " and selfLayers is " + selfLayers + "; expected numbers from 0");
        }
        if (embedding % heads != 0) {
            throw new IllegalArgumentException(
                    "embedding " + embedding + " cannot be divided among " + heads + " heads");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected a positive number");
        }
    }
}
