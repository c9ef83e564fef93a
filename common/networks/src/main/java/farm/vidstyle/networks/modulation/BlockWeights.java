package farm.vidstyle.networks.modulation;

import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Weights;

/** Asks for the arrays of attention blocks in the order in which the TorchScript methods take them. */
final class BlockWeights {

    static final TorchScript SCRIPT = TorchScript.load(BlockWeights.class, "modulation.torchscript");

    /** Hidden width of the perceptron behind an attention, in embeddings. */
    private static final long SELF_EXPANSION = 4;

    private static final long CROSS_EXPANSION = 2;

    private BlockWeights() {}

    /** A block in which tokens look at each other: 16 arrays. */
    static NDList self(Weights weights, long embedding) {
        NDList arrays = norm(weights, "ln1", embedding);
        return arrays.addAll(attentionAndPerceptron(weights, embedding, SELF_EXPANSION));
    }

    /** A block in which tokens x look at tokens y: 18 arrays. */
    static NDList cross(Weights weights, long embedding) {
        NDList arrays = norm(weights, "x_ln1", embedding).addAll(norm(weights, "y_ln1", embedding));
        return arrays.addAll(attentionAndPerceptron(weights, embedding, CROSS_EXPANSION));
    }

    static NDList norm(Weights weights, String name, long width) {
        return new NDList(weights.get(name + ".weight", width), weights.get(name + ".bias", width));
    }

    private static NDList attentionAndPerceptron(Weights weights, long embedding, long expansion) {
        NDList arrays = new NDList();
        for (String name : new String[] {"query", "key", "value", "proj"}) {
            arrays.addAll(linear(weights, "attn." + name, embedding, embedding));
        }
        arrays.addAll(norm(weights, "ln2", embedding));
        arrays.addAll(linear(weights, "mlp.0", expansion * embedding, embedding));
        return arrays.addAll(linear(weights, "mlp.2", embedding, expansion * embedding));
    }

    private static NDList linear(Weights weights, String name, long outputs, long inputs) {
        return new NDList(weights.get(name + ".weight", outputs, inputs), weights.get(name + ".bias", outputs));
    }
}
