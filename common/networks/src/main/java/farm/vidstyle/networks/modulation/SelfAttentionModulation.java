package farm.vidstyle.networks.modulation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference's variant over one sequence, style token first, dynamics after it: every token looks at every other, and
 * the first is read out. With separate stacks the conditions have blocks of their own, and the fine one sees only the
 * first two tokens; with shared ones all three are equal. Uses no cross layers of its configuration.
 */
public final class SelfAttentionModulation {

    private static final int CONDITIONS = 3;
    private static final int FINE_TOKENS = 2;

    private final ModulationConfig config;
    private final NDArray positions;
    private final List<NDList> stacks = new ArrayList<>();
    private final NDList head;

    /** As many positions as style and dynamics tokens together. */
    public SelfAttentionModulation(Weights weights, ModulationConfig config, boolean separateStacks) {
        this.config = config;
        int embedding = config.embedding();
        positions = weights.get("pos_emb", 1, positions(), embedding);
        for (int stack = 0; stack < (separateStacks ? CONDITIONS : 1); stack++) {
            NDList blocks = new NDList();
            for (int i = 0; i < config.selfLayers(); i++) {
                String name = "blocks." + (separateStacks ? stack + "." : "") + i + ".";
                blocks.addAll(BlockWeights.self(weights.scope(name), embedding));
            }
            stacks.add(blocks);
        }
        head = BlockWeights.norm(weights, "ln_f", embedding);
        head.add(weights.get("head.weight", config.conditionWidth(), embedding));
    }

    /** Embeddings [N, tokens, E] to the conditions of coarse, medium and fine layers, each [N, condition width]. */
    public NDList conditions(NDArray embeddings) {
        Shape shape = embeddings.getShape();
        if (shape.dimension() != 3 || shape.get(1) > positions() || shape.get(2) != config.embedding()) {
            throw new IllegalArgumentException("embeddings are " + shape + "; expected (N, up to " + positions() + ", "
                    + config.embedding() + ")");
        }
        NDList conditions = new NDList();
        for (int i = 0; i < CONDITIONS; i++) {
            NDList blocks = stacks.get(Math.min(i, stacks.size() - 1));
            boolean fineAlone = stacks.size() == CONDITIONS && i == CONDITIONS - 1;
            long tokens = fineAlone ? FINE_TOKENS : shape.get(1);
            conditions.add(BlockWeights.SCRIPT.call(
                    "self_condition", embeddings, positions, blocks, head, tokens, config.heads()));
        }
        return conditions;
    }

    private int positions() {
        return config.styleTokens() + config.dynamicsTokens();
    }
}
