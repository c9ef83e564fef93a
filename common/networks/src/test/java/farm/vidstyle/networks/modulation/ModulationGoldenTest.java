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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModulationGoldenTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("05_modulation");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void dynamicsAfterSelfAttentionEqualTheReference() {
        NDArray attended = cross("cross").attended(golden.array(request, "dynamics"));

        golden.check("cross_dyn_after_self", attended, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "cross, cross, style, dynamics",
        "cross, cross_short, style, dynamics_short",
        "cross_block2, cross_block2, style2, dynamics"
    })
    void conditionsByCrossAttentionEqualTheReference(String weights, String name, String style, String dynamics) {
        NDList conditions = cross(weights).conditions(golden.array(request, style), golden.array(request, dynamics));

        check(name, conditions);
    }

    @ParameterizedTest
    @CsvSource({"self_shared, false", "self_separate, true"})
    void conditionsBySelfAttentionEqualTheReference(String name, boolean separate) {
        JsonNode meta = golden.meta().get("self");
        ModulationConfig config = new ModulationConfig(
                meta.get("n_embd").asInt(),
                meta.get("n_head").asInt(),
                0,
                meta.get("n_layer").asInt(),
                1,
                meta.get("block_size").asInt() - 1,
                meta.get("out_dim").asInt());
        Weights weights = Checkpoint.open(golden.file(name + ".pt")).weights(request);
        SelfAttentionModulation network = new SelfAttentionModulation(weights, config, separate);
        weights.verify();

        check(name, network.conditions(golden.array(request, "embeddings")));
    }

    @Test
    void tokensOfAnotherShapeAreRefused() {
        CrossAttentionModulation network = cross("cross");
        NDArray style = request.zeros(new Shape(3, 1, 32));

        assertThatThrownBy(() -> network.conditions(style, request.zeros(new Shape(3, 65, 32))))
                .hasMessage("dynamics is (3, 65, 32); expected (N, up to 64, 32)");
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

    private void check(String name, NDList conditions) {
        for (int i = 0; i < 3; i++) {
            golden.check(name + "_out" + i, conditions.get(i), 1e-5);
        }
    }
}
