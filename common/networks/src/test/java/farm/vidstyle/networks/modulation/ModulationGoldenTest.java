package farm.vidstyle.networks.modulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModulationGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("05_modulation");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void dynamicsAfterSelfAttentionEqualTheReference() {
        golden.eachCase("_dyn_after_self.npy", name -> {
            NDArray attended = cross(weightsOf(name)).attended(dynamics(name));

            golden.check(name + "_dyn_after_self", attended, TOLERANCE);
        });
    }

    @Test
    void conditionsEqualTheReference() {
        golden.eachCase("_out0.npy", name -> {
            NDList conditions = name.startsWith("self")
                    ? self(weightsOf(name)).conditions(golden.array(request, "embeddings"))
                    : cross(weightsOf(name)).conditions(style(name), dynamics(name));
            for (int i = 0; i < 3; i++) {
                golden.check(name + "_out" + i, conditions.get(i), TOLERANCE);
            }
        });
    }

    /** {@code cross_short} is another input of {@code cross.pt}; a network of its own is one that {@code meta.json} describes. */
    private String weightsOf(String name) {
        if (golden.has(name + ".pt") || golden.meta().has(name)) {
            return name;
        }
        return golden.names(".pt").stream()
                .filter(name::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    /** Tokens named after the case, {@code dynamics_short}, or those of all cases. */
    private NDArray dynamics(String name) {
        String own = "dynamics" + name.substring(weightsOf(name).length());
        return golden.array(request, golden.has(own + ".npy") ? own : "dynamics");
    }

    /** The first style with as many tokens as the network has positions. */
    private NDArray style(String name) {
        JsonNode meta = golden.meta().get(weightsOf(name));
        Shape tokens = new Shape(
                meta.get("content_block_size").asInt(), meta.get("n_embd").asInt());
        return golden.names(".npy").stream()
                .filter(file -> file.startsWith("style"))
                .map(file -> golden.array(request, file))
                .filter(style -> style.getShape().slice(1).equals(tokens))
                .findFirst()
                .orElseGet(() -> golden.array(request, "style"));
    }

    private SelfAttentionModulation self(String name) {
        JsonNode meta = golden.meta().has(name)
                ? golden.meta().get(name)
                : golden.meta().get("self");
        ModulationConfig config = new ModulationConfig(
                meta.get("n_embd").asInt(),
                meta.get("n_head").asInt(),
                0,
                meta.get("n_layer").asInt(),
                1,
                meta.get("block_size").asInt() - 1,
                meta.get("out_dim").asInt());
        Weights weights = Checkpoint.open(golden.file(name + ".pt")).weights(request);
        boolean separate = weights.has("blocks.0.0.ln1.weight"); // a stack for each condition
        SelfAttentionModulation network = new SelfAttentionModulation(weights, config, separate);
        weights.verify();
        return network;
    }

    @Test
    void tokensOfAnotherShapeAreRefused() {
        CrossAttentionModulation network = cross("cross");
        NDArray dynamics = golden.array(request, "dynamics");
        NDArray tooMany = dynamics.concat(dynamics, 1);

        assertThatThrownBy(() -> network.conditions(style("cross"), tooMany))
                .hasMessageStartingWith("dynamics is " + tooMany.getShape() + "; expected (N, up to ");
    }

    private CrossAttentionModulation cross(String name) {
        JsonNode meta = golden.meta().get(name);
        ModulationConfig config = new ModulationConfig(
                meta.get("n_embd").asInt(),
                meta.get("n_head").asInt(),
                meta.get("n_layer").asInt(),
                meta.get("dyn_attn_n_layer").asInt(),
                meta.get("content_block_size").asInt(),
                meta.get("dyn_block_size").asInt(),
                meta.get("out_dim").asInt());
        Weights weights = Checkpoint.open(golden.file(name + ".pt")).weights(request);
        CrossAttentionModulation network = new CrossAttentionModulation(weights, config);
        weights.verify();
        return network;
    }
}
