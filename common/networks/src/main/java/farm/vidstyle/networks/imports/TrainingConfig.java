package farm.vidstyle.networks.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.modulation.ModulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reference's training configuration says about the networks. Keys are the reference's, spelling included; the rest of the file
 * is about training.
 *
 * @param file named in messages
 * @param frameSize of the frames of a data set
 */
record TrainingConfig(
        String file,
        int videoLength,
        double deltaScale,
        FrameSize frameSize,
        Motion motion,
        ModulationConfig modulation,
        List<Group> groups) {

    private static final long MAX_BYTES = 1 << 20;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> GROUPS = List.of("coarse", "medium", "fine");

    /** Of the video encoder. */
    record Motion(FrameSize image, int tokenChannels, int stateChannels, int doublings) {}

    /** Of one group of the mapper. */
    record Group(int modules, int conditionWidth, boolean cut) {}

    static TrainingConfig read(Path path) {
        try {
            return read(path, new ConfigSection(path.toString(), "", tree(path)));
        } catch (IllegalArgumentException | BundleException e) { // sizes that no network can have
            throw new ImportException(path + ": " + e.getMessage(), e);
        }
    }

    private static TrainingConfig read(Path path, ConfigSection root) {
        ConfigSection params = root.section("model").section("params");
        ConfigSection encoder = params.section("video_ecnoder_config").section("params");
        return new TrainingConfig(
                path.toString(),
                params.whole("video_length"),
                params.number("delta_inversion_weight"),
                frameSize(root, params),
                new Motion(
                        size(encoder, "img_size"),
                        encoder.whole("dynamic_latent_out_dim"),
                        encoder.whole("spatial_code_ch"),
                        encoder.whole("netE_num_downsampling_sp")),
                modulation(params.section("modulation_network_config")),
                groups(params.section("style_mapper_config")));
    }

    private static JsonNode tree(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new ImportException(
                        "no file '" + path + "'; expected the YAML file that the model was trained with");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new ImportException(
                        path + " has " + Files.size(path) + " bytes; a training configuration has up to " + MAX_BYTES);
            }
            return YAML.readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ImportException(path + " is not YAML: " + e.getMessage(), e);
        }
    }

    /** What validation reads, which is what a video is like; else what training reads. */
    private static FrameSize frameSize(ConfigSection root, ConfigSection params) {
        if (!root.has("data")) {
            return size(params, "frame_log_size");
        }
        ConfigSection data = root.section("data").section("params");
        return size(
                data.section(data.has("validation") ? "validation" : "train").section("params"), "size");
    }

    private static FrameSize size(ConfigSection section, String key) {
        List<Integer> size = section.wholes(key, 2);
        return new FrameSize(size.get(0), size.get(1));
    }

    private static ModulationConfig modulation(ConfigSection section) {
        requireClass(section, "CrossAttentionModulation");
        ConfigSection params = section.section("params");
        if (params.flag("shared_attn_params")) {
            throw params.wrong("shared_attn_params", "False; the reference's own code cannot run such a model");
        }
        return new ModulationConfig(
                params.whole("n_embd"),
                params.whole("n_head"),
                params.whole("n_layer"),
                params.whole("dyn_attn_n_layer"),
                params.whole("content_block_size"),
                params.whole("dyn_block_size"),
                params.whole("out_dim"));
    }

    private static List<Group> groups(ConfigSection section) {
        requireClass(section, "AttentionAttributeMapper");
        ConfigSection params = section.section("params");
        if (!params.flag("predict_delta")) {
            throw params.wrong("predict_delta", "True: the model adds what the mapper gives to the code");
        }
        List<Integer> modules = params.wholes("num_of_layers", GROUPS.size());
        int condition = params.wholes("attr_vec_dims", GROUPS.size()).get(0);
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS.size(); i++) {
            String use = "use_" + GROUPS.get(i) + "_mapper";
            if (!params.flags(use, GROUPS.size()).equals(List.of(true, false, false))) {
                throw params.wrong(use, "[True, False, False]: each group of the model has one condition");
            }
            groups.add(new Group(modules.get(i), condition, params.flag(GROUPS.get(i) + "_cut_flag")));
        }
        return groups;
    }

    private static void requireClass(ConfigSection section, String name) {
        String target = section.text("target");
        if (!target.substring(target.lastIndexOf('.') + 1).equals(name)) {
            throw section.wrong("target", "a class " + name + ", the only kind that bundles have");
        }
    }
}
