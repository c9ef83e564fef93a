package farm.vidstyle.networks.mapper;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.mapper.MapperGroup.Blended;
import farm.vidstyle.networks.mapper.MapperGroup.Combination;
import farm.vidstyle.networks.mapper.MapperGroup.Concatenated;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StyleMapperGoldenTest {

    private static final List<String> GROUPS = List.of("coarse", "medium", "fine");
    private static final String SPLIT = "inversion_layer_num";
    private static final int[] DEFAULT_SPLIT = {4, 6}; // the rest is fine

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("06_mapper");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void deltasEqualTheReferenceInEveryVariant() {
        golden.eachCase("_delta.npy", name -> {
            NDArray delta = mapper(name).delta(golden.array(request, "w"), conditions(name));

            golden.check(name + "_delta", delta, 1e-5);
            if (golden.knows(name + "_w_out")) {
                golden.check(name + "_w_out", golden.array(request, "w").add(delta.mul(0.01)), 1e-5);
            }
        });
    }

    @Test
    void codesAndConditionsOfAnotherShapeAreRefused() {
        StyleMapper mapper = mapper("attention");
        NDArray w = golden.array(request, "w");
        NDArray fewer = w.get(":, 1:");
        List<NDList> conditions = conditions("attention");

        assertThatThrownBy(() -> mapper.delta(fewer, conditions))
                .hasMessageStartingWith("wPlus is " + fewer.getShape() + "; expected (N, ");
        conditions.get(0).add(conditions.get(0).head());
        assertThatThrownBy(() -> mapper.delta(w, conditions)).hasMessageContaining("got 2 conditions");
    }

    private StyleMapper mapper(String name) {
        JsonNode meta = golden.meta().get(name);
        Weights weights = Checkpoint.open(golden.file(name + ".pt")).weights(request);
        List<MapperGroup> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Integer> widths = used(name, i).stream()
                    .map(attribute -> meta.get("attr_vec_dims").get(attribute).asInt())
                    .toList();
            groups.add(new MapperGroup(
                    layers(meta, i),
                    meta.get("num_of_layers").get(i).asInt(),
                    meta.get(GROUPS.get(i) + "_cut_flag").asBoolean(),
                    widths,
                    combination(meta, i)));
        }
        StyleMapper mapper = new StyleMapper(weights, golden.meta().get("D").asInt(), groups);
        weights.verify();
        return mapper;
    }

    /** How the rows of a code are divided; the reference has a default that {@code meta.json} need not repeat. */
    private int layers(JsonNode meta, int group) {
        JsonNode split = meta.has(SPLIT) ? meta.get(SPLIT) : golden.meta().path(SPLIT);
        if (!split.isMissingNode()) {
            return split.get(group).asInt();
        }
        int all = (int) golden.array(request, "w").getShape().get(1);
        return group < 2 ? DEFAULT_SPLIT[group] : all - DEFAULT_SPLIT[0] - DEFAULT_SPLIT[1];
    }

    private static Combination combination(JsonNode meta, int group) {
        JsonNode shape = meta.get("mod_shape").get(group);
        return meta.path("modtype").asText().equals("mfmod")
                ? new Blended(shape.get(1).asInt(), shape.get(2).asInt())
                : new Concatenated();
    }

    /** Which of the three attributes a group uses. */
    private List<Integer> used(String name, int group) {
        JsonNode flags = golden.meta().get(name).get("use_" + GROUPS.get(group) + "_mapper");
        return List.of(0, 1, 2).stream().filter(i -> flags.get(i).asBoolean()).toList();
    }

    /** The attention mapper has a condition for each group, the others choose among three attributes. */
    private List<NDList> conditions(String name) {
        List<NDList> conditions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            NDList driving = new NDList();
            for (int attribute : used(name, i)) {
                String file = golden.meta().get(name).has("modtype") ? "attr" + (attribute + 1) : "cond" + i;
                driving.add(golden.array(request, file));
            }
            conditions.add(driving);
        }
        return conditions;
    }
}
