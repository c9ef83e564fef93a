package farm.vidstyle.networks.modulation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;

/**
 * The paper's modulation network (section 3.3): dynamics tokens attend to each other, then two copies of the style tokens
 * attend to them in stacks of their own, giving the coarse and the medium condition. The fine condition is the style
 * alone: it sees no dynamics, in the reference as here.
 */
public final class CrossAttentionModulation {

    private final ModulationConfig config;
    private final NDList positions;
    private final NDList selfBlocks = new NDList();
    private final NDList crossBlocks = new NDList();
    private final NDList heads = new NDList();

    /** {@code weights} at {@code modulation_network.}. */
    public CrossAttentionModulation(Weights weights, ModulationConfig config) {
        this.config = config;
        int embedding = config.embedding();
        positions = new NDList(
                weights.get("content_pos_emd", 1, config.styleTokens(), embedding),
                weights.get("dyn_pos_emb", 1, config.dynamicsTokens(), embedding));
        for (int i = 0; i < config.selfLayers(); i++) {
            selfBlocks.addAll(BlockWeights.self(weights.scope("slf_blocks." + i + "."), embedding));
        }
        for (int i = 0; i < config.crossLayers(); i++) {
            crossBlocks.addAll(BlockWeights.cross(weights.scope("blocks." + i + ".0."), embedding));
            crossBlocks.addAll(BlockWeights.cross(weights.scope("blocks." + i + ".1."), embedding));
        }
        for (int i = 0; i < 3; i++) {
            heads.addAll(BlockWeights.norm(weights, "ln_f." + i, embedding));
            heads.add(weights.get("head." + i + ".weight", config.conditionWidth(), embedding));
        }
    }

    /**
     * The conditions of frames for coarse, medium and fine layers.
     *
     * @param style [N, style tokens, E]
     * @param dynamics [N, M, E], or fewer tokens than there are positions
     * @return three arrays [N, condition width]
     */
    public NDList conditions(NDArray style, NDArray dynamics) {
        requireTokens("style", style.getShape(), config.styleTokens());
        requireTokens("dynamics", dynamics.getShape(), config.dynamicsTokens());
        return BlockWeights.SCRIPT.callForList(
                "cross", style, attended(dynamics), positions.head(), crossBlocks, heads, config.heads());
    }

    /** Dynamics tokens [N, M, E] after they have looked at each other. */
    NDArray attended(NDArray dynamics) {
        return BlockWeights.SCRIPT.call("self_stack", dynamics, positions.get(1), selfBlocks, config.heads());
    }

    private void requireTokens(String name, Shape shape, int positions) {
        if (shape.dimension() != 3 || shape.get(1) > positions || shape.get(2) != config.embedding()) {
            throw new IllegalArgumentException(
                    name + " is " + shape + "; expected (N, up to " + positions + ", " + config.embedding() + ")");
        }
    }
}
