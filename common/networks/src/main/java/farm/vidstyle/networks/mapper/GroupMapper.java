package farm.vidstyle.networks.mapper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.mapper.MapperGroup.Blended;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Weights;
import java.util.List;

/** The modulation modules of one group of layers; a group without conditions gives zeros. */
final class GroupMapper {

    private static final TorchScript SCRIPT = TorchScript.load(GroupMapper.class, "mapper.torchscript");

    private final int width;
    private final MapperGroup group;
    private final NDList modules = new NDList();
    private final NDList shares = new NDList();

    /** {@code weights} at {@code …modulation_module_list.}. */
    GroupMapper(Weights weights, int width, MapperGroup group) {
        this.width = width;
        this.group = group;
        if (group.conditionWidths().isEmpty()) {
            return;
        }
        for (int i = 0; i < group.modules(); i++) {
            Weights module = weights.scope(i + ".");
            linear(module, "fc", width);
            if (group.combination() instanceof Blended blended && group.blends()) {
                blendedNetworks(module, blended);
            } else {
                int condition = group.conditionWidths().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                networks(module, "", condition);
            }
        }
    }

    int layers() {
        return group.layers();
    }

    NDArray delta(NDArray part, NDList conditions) { // [N, l, S] -> [N, l, S]
        if (conditions.size() != group.conditionWidths().size()) {
            throw new IllegalArgumentException("a mapper group got " + conditions.size() + " conditions; expected "
                    + group.conditionWidths().size());
        }
        if (conditions.isEmpty()) {
            return part.zerosLike();
        }
        NDList driving = group.blends() || conditions.size() == 1
                ? conditions
                : new NDList(conditions.head().concat(tail(conditions), 1));
        return SCRIPT.call("group", part, driving, modules, shares, group.cut());
    }

    private static NDArray tail(NDList conditions) {
        NDArray tail = conditions.get(1);
        return conditions.size() == 2 ? tail : tail.concat(conditions.get(2), 1);
    }

    private void blendedNetworks(Weights module, Blended blended) {
        List<Integer> widths = group.conditionWidths();
        for (int i = 0; i < widths.size(); i++) {
            networks(module, "_" + (i + 1), widths.get(i));
        }
        List<String> steps = widths.size() == 2
                ? List.of("combine_modulation.")
                : List.of("combine_modulation_12.", "combine_modulation_r3.");
        for (String step : steps) {
            shares.add(module.get(step + "blending_gamma", 1, blended.rows(), blended.columns()));
            shares.add(module.get(step + "blending_beta", 1, blended.rows(), blended.columns()));
        }
    }

    private void networks(Weights module, String suffix, int condition) {
        for (String kind : List.of("gamma", "beta")) {
            Weights network = module.scope(kind + "_function" + suffix + ".");
            linear(network, "0", condition);
            modules.add(network.get("1.weight", width));
            modules.add(network.get("1.bias", width));
            linear(network, "3", width);
        }
    }

    private void linear(Weights weights, String name, int inputs) {
        modules.add(weights.get(name + ".weight", width, inputs));
        modules.add(weights.get(name + ".bias", width));
    }
}
