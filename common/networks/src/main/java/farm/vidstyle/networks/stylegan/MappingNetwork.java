package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.weights.Weights;

/** Gaussian z to style w, both [N, S]: normalisation, then fully connected layers with a small learning rate. */
public final class MappingNetwork {
    /** The learning rate of the mapping relative to the synthesis; it is part of the forward pass, because weights are stored divided by it. */
    private static final double MULTIPLIER = 0.01;

    private final NDList layers = new NDList();

    MappingNetwork(GeneratorConfig config, Weights weights) {
        for (int i = 1; i <= config.mappingLayers(); i++) {
            layers.add(weights.get("style." + i + ".weight", config.styleDim(), config.styleDim()));
            layers.add(weights.get("style." + i + ".bias", config.styleDim()));
        }
    }

    public NDArray map(NDArray z) {
        if (layers.isEmpty()) {
            throw new IllegalStateException("this generator has no mapping network; give it w or W+ codes");
        }
        return Generator.SCRIPT.call("mapping", z, layers, MULTIPLIER);
    }

    /** Draws {@code w} towards the mean style: psi 1 leaves it, psi 0 gives the mean. */
    public static NDArray truncate(NDArray w, NDArray mean, double psi) {
        return w.sub(mean).mul(psi).add(mean);
    }
}
