package farm.vidstyle.networks.imports;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sizes of the motion model from its weights and its configuration, which must agree wherever both know. */
final class Architecture {
    /** The style layers before the fine ones: the reference cuts codes at 4 and 10, whatever their number. */
    private static final int COARSE = 4;

    private static final int MEDIUM = 6;

    private final TrainingConfig config;
    private final String checkpoint;
    private final Weights weights;
    private final List<String> disagreements = new ArrayList<>();

    private Architecture(TrainingConfig config, String checkpoint, Weights weights) {
        this.config = config;
        this.checkpoint = checkpoint;
        this.weights = weights;
    }

    /**
     * The hyper-parameters of the model in {@code weights}; stops with all disagreements.
     *
     * @param checkpoint names the weights in messages
     * @param generator for which the model makes codes
     */
    static VidStyleOdeConfig of(TrainingConfig config, String checkpoint, Weights weights, GeneratorConfig generator) {
        Architecture architecture = new Architecture(config, checkpoint, weights);
        DynamicsConfig dynamics = architecture.dynamics();
        architecture.compareModulation();
        List<MapperGroup> groups = architecture.groups(generator);
        int width = (int) weights.shapeOf(module("coarse", 0) + "fc.weight").get(0);
        architecture.require(
                width == generator.styleDim(),
                "the generator has codes of width " + generator.styleDim() + ", " + checkpoint
                        + " moves codes of width " + width);
        architecture.report();
        try {
            return new VidStyleOdeConfig(
                    dynamics, config.modulation(), groups, width, config.videoLength(), config.deltaScale());
        } catch (IllegalArgumentException e) {
            throw new ImportException(config.file() + ": " + e.getMessage(), e);
        }
    }

    private DynamicsConfig dynamics() {
        TrainingConfig.Motion motion = config.motion();
        DynamicsConfig dynamics;
        try {
            dynamics = DynamicsConfig.of(
                    weights.scope("bVAE_enc."),
                    motion.image().height(),
                    motion.image().width());
        } catch (IllegalArgumentException | CheckpointException e) {
            throw new ImportException(
                    config.file() + " and " + checkpoint + " do not fit together: " + e.getMessage(), e);
        }
        compare("netE_num_downsampling_sp", motion.doublings(), dynamics.doublings());
        compare("spatial_code_ch", motion.stateChannels(), dynamics.stateChannels());
        compare("dynamic_latent_out_dim", motion.tokenChannels(), dynamics.tokenChannels());
        return dynamics;
    }

    private void compareModulation() {
        ModulationConfig modulation = config.modulation();
        Weights network = weights.scope("modulation_network.");
        compare("n_embd", modulation.embedding(), network.shapeOf("dyn_pos_emb").get(2));
        compare(
                "dyn_block_size",
                modulation.dynamicsTokens(),
                network.shapeOf("dyn_pos_emb").get(1));
        compare(
                "content_block_size",
                modulation.styleTokens(),
                network.shapeOf("content_pos_emd").get(1));
        compare(
                "out_dim",
                modulation.conditionWidth(),
                network.shapeOf("head.0.weight").get(0));
        compare("n_layer", modulation.crossLayers(), count("modulation_network.blocks.", ".0.x_ln1.weight"));
        compare("dyn_attn_n_layer", modulation.selfLayers(), count("modulation_network.slf_blocks.", ".ln1.weight"));
    }

    private List<MapperGroup> groups(GeneratorConfig generator) {
        int fine = generator.styleLayers() - COARSE - MEDIUM;
        if (fine < 1) {
            throw new ImportException("the generator has " + generator.styleLayers()
                    + " style layers; VidStyleODE moves layers 0 to 3, 4 to 9 and the rest, so it needs at least "
                    + (COARSE + MEDIUM + 1));
        }
        List<Integer> layers = List.of(COARSE, MEDIUM, fine);
        List<String> names = List.of("coarse", "medium", "fine");
        return IntStream.range(0, layers.size())
                .mapToObj(i -> group(names.get(i), config.groups().get(i), layers.get(i)))
                .toList();
    }

    private MapperGroup group(String name, TrainingConfig.Group group, int layers) {
        String modules = module(name, 0).replaceFirst("0\\.$", "");
        compare("num_of_layers of the " + name + " mapper", group.modules(), count(modules, ".fc.weight"));
        compare(
                "attr_vec_dims of the " + name + " mapper",
                group.conditionWidth(),
                weights.shapeOf(module(name, 0) + "gamma_function.0.weight").get(1));
        compare("out_dim", config.modulation().conditionWidth(), group.conditionWidth(), "attr_vec_dims");
        return new MapperGroup(
                layers,
                Math.max(1, group.modules()),
                group.cut(),
                List.of(group.conditionWidth()),
                new MapperGroup.Concatenated());
    }

    private static String module(String group, int index) {
        return "style_mapper." + group + "_mapping.mapper.modulation_module_list." + index + ".";
    }

    private int count(String before, String after) {
        int count = 0;
        while (weights.has(before + count + after)) {
            count++;
        }
        return count;
    }

    private void compare(String key, long inConfig, long inWeights) {
        require(
                inConfig == inWeights,
                key + " is " + inConfig + " in " + config.file() + ", but " + inWeights + " in " + checkpoint);
    }

    private void compare(String key, long value, long otherValue, String otherKey) {
        require(
                value == otherValue,
                key + " is " + value + " and " + otherKey + " " + otherValue + " in " + config.file()
                        + "; expected the same");
    }

    private void require(boolean condition, String problem) {
        if (!condition && !disagreements.contains(problem)) {
            disagreements.add(problem);
        }
    }

    private void report() {
        if (!disagreements.isEmpty()) {
            throw new ImportException(
                    "configuration and weights do not belong together: " + String.join("; ", disagreements));
        }
    }
}
