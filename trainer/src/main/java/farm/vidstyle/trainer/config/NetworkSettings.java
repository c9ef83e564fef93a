package farm.vidstyle.trainer.config;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of the trained networks, as far as the file tells: the generator tells the rest.
 *
 * @param mapper modules and flags of coarse, medium and fine
 * @param groupLayers style layers of each of these groups; empty for the usual ones
 */
public record NetworkSettings(
        DynamicsConfig dynamics,
        ModulationConfig modulation,
        List<Group> mapper,
        List<Integer> groupLayers,
        int videoLength,
        double deltaScale) {

    /** Style layers that move pose and shape; the rest are fine ones. */
    private static final List<Integer> USUAL = List.of(4, 6);

    public NetworkSettings {
        mapper = List.copyOf(mapper);
        groupLayers = List.copyOf(groupLayers);
    }

    /**
     * How one group of style layers is moved.
     *
     * @param moved whether it is moved at all
     * @param cut whether its modules stop before the modulation
     */
    public record Group(int modules, boolean moved, boolean cut) {}

    /** The model for a generator of so many style layers of a width. */
    public VidStyleOdeConfig config(int styleLayers, int styleWidth) {
        List<Integer> layers = groupLayers.isEmpty() ? usual(styleLayers) : groupLayers;
        int sum = layers.stream().mapToInt(Integer::intValue).sum();
        if (sum != styleLayers) {
            throw new IllegalArgumentException("style_mapper_config's inversion_layer_num " + layers + " make " + sum
                    + " style layers; the generator has " + styleLayers);
        }
        List<MapperGroup> groups = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Group group = mapper.get(i);
            List<Integer> conditions = group.moved() ? List.of(modulation.conditionWidth()) : List.of();
            groups.add(new MapperGroup(
                    layers.get(i), group.modules(), group.cut(), conditions, new MapperGroup.Concatenated()));
        }
        return new VidStyleOdeConfig(dynamics, modulation, groups, styleWidth, videoLength, deltaScale);
    }

    private static List<Integer> usual(int styleLayers) {
        int rest = styleLayers - USUAL.get(0) - USUAL.get(1);
        if (rest < 1) {
            throw new IllegalArgumentException(
                    "a generator of " + styleLayers
                            + " style layers needs style_mapper_config.params.inversion_layer_num, its coarse, medium and fine ones");
        }
        return List.of(USUAL.get(0), USUAL.get(1), rest);
    }
}
