package farm.vidstyle.networks.mapper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The residual in W+: {@code wPlus + deltaScale * delta(wPlus, conditions)}. Each group of layers (coarse, medium, fine)
 * has its own stack of modulation modules; the three together cover all layers in order. Section 3.3 of the paper;
 * {@code style_mapper} of the reference, whose attention, single, double and triple variants are one class here.
 */
public final class StyleMapper {

    private static final List<String> GROUPS = List.of("coarse", "medium", "fine");

    private final int layers;
    private final int width;
    private final List<GroupMapper> groups = new ArrayList<>();

    /** {@code weights} at {@code style_mapper.}; {@code groups} are coarse, medium and fine. */
    public StyleMapper(Weights weights, int width, List<MapperGroup> groups) {
        if (groups.size() != GROUPS.size()) {
            throw new IllegalArgumentException(groups.size() + " mapper groups; expected " + GROUPS);
        }
        this.width = width;
        layers = groups.stream().mapToInt(MapperGroup::layers).sum();
        for (int i = 0; i < GROUPS.size(); i++) {
            Weights modules = weights.scope(GROUPS.get(i) + "_mapping.mapper.modulation_module_list.");
            this.groups.add(new GroupMapper(modules, width, groups.get(i)));
        }
    }

    /**
     * The change of the codes.
     *
     * @param wPlus [N, L, S]
     * @param conditions for each group the arrays [N, condition width] that drive it
     * @return [N, L, S]
     */
    public NDArray delta(NDArray wPlus, List<NDList> conditions) {
        Shape shape = wPlus.getShape();
        if (shape.dimension() != 3 || shape.get(1) != layers || shape.get(2) != width) {
            throw new IllegalArgumentException("wPlus is " + shape + "; expected (N, " + layers + ", " + width + ")");
        }
        if (conditions.size() != groups.size()) {
            throw new IllegalArgumentException(
                    "conditions for " + conditions.size() + " groups; expected " + groups.size());
        }
        NDList deltas = new NDList();
        int first = 0;
        for (int i = 0; i < groups.size(); i++) {
            int end = first + groups.get(i).layers();
            NDArray part = wPlus.get(new NDIndex(":, " + first + ":" + end)); // [N, l, S]
            deltas.add(groups.get(i).delta(part, conditions.get(i)));
            first = end;
        }
        return NDArrays.concat(deltas, 1);
    }
}
