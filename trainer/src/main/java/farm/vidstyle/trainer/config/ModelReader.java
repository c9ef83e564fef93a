package farm.vidstyle.trainer.config;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.trainer.objective.Lambda;
import farm.vidstyle.trainer.objective.Lambdas;
import farm.vidstyle.trainer.objective.ObjectiveSettings;
import farm.vidstyle.trainer.objective.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code model.params}. */
final class ModelReader {

    /** Channels of the first feature map of the frame encoder, which the reference does not let be configured. */
    private static final int BASE_CHANNELS = 32;

    private final Section params;

    ModelReader(Section params) {
        this.params = params;
    }

    ObjectiveSettings objective() {
        params.ignore("frame_log_size", "project");
        params.word("content_mode", List.of("mean_inversion"));
        Section perceptual = configured("perceptual_loss_config", List.of("SpliceLoss"));
        Lambdas lambdas = new Lambdas(
                lambda("rec_loss_lambda"),
                lambda("clip_loss_lambda"),
                lambda("l2_latent_lambda"),
                lambda("lambda_vgg"),
                lambda("consistency_lambda"));
        return new ObjectiveSettings(
                lambdas,
                perceptual.number("structure_lambda", 0.8),
                perceptual.whole("cls_layer_num", 0, 8),
                params.number("l2_latent_eps"),
                params.number("manipulation_strength"),
                sampling());
    }

    /** The reference crashes with other types than static; how many frames are hidden has its names and our defaults. */
    private Sampling sampling() {
        String type = params.word("sampling_type", List.of("static", "interpolate", "extrapolate"));
        int between = params.whole("n_frames_interp", 1, 2);
        int after = params.whole("n_frames_ext", 1, 2);
        Sampling.Hiding hiding = Sampling.Hiding.valueOf(type.toUpperCase(Locale.ROOT));
        int hidden =
                switch (hiding) {
                    case STATIC -> 0;
                    case INTERPOLATE -> between;
                    case EXTRAPOLATE -> after;
                };
        return new Sampling(params.whole("n_sampled_frames", 1), hiding, hidden);
    }

    /** A number, also a whole one, or a schedule. */
    private Lambda lambda(String key) {
        if (!params.isMapping(key)) {
            return Lambda.constant(params.number(key));
        }
        Section schedule = configured(key, List.of("LambdaScheduler"));
        int warmUp = schedule.whole("warm_up_steps", 0);
        int end = schedule.whole("max_decay_steps", 1);
        double low = schedule.number("lr_min");
        double high = schedule.number("lr_max");
        if (end <= warmUp) {
            schedule.problem("max_decay_steps", "is " + end + "; expected more than warm_up_steps, " + warmUp);
            return Lambda.constant(0);
        }
        return new Lambda(warmUp, low, high, end);
    }

    NetworkSettings networks() {
        Section encoder = configured("video_ecnoder_config", List.of("VideoEncoderWLatentODE"));
        Section modulation = configured("modulation_network_config", List.of("CrossAttentionModulation"));
        List<Integer> size = encoder.wholes("img_size", 2, 1);
        int state = encoder.whole("spatial_code_ch", 2);
        int doublings = encoder.whole("netE_num_downsampling_sp", 1);
        DynamicsConfig dynamics = built(
                encoder,
                () -> new DynamicsConfig(
                        size.get(0),
                        size.get(1),
                        BASE_CHANNELS,
                        doublings,
                        state,
                        state / 2,
                        encoder.whole("dynamic_latent_out_dim", 1)),
                new DynamicsConfig(2, 2, 1, 1, 1, 1, 1));
        if (modulation.flag("shared_attn_params", false)) {
            modulation.problem("shared_attn_params", "is True; only False is known, the reference crashes otherwise");
        }
        ModulationConfig attention = built(
                modulation,
                () -> new ModulationConfig(
                        modulation.whole("n_embd", 1),
                        modulation.whole("n_head", 1),
                        modulation.whole("n_layer", 0),
                        modulation.whole("dyn_attn_n_layer", 0),
                        modulation.whole("content_block_size", 1),
                        cells(dynamics, modulation.whole("dyn_block_size", 1), modulation),
                        modulation.whole("out_dim", 1)),
                new ModulationConfig(1, 1, 1, 1, 1, 1, 1));
        return withMapper(dynamics, attention);
    }

    private static int cells(DynamicsConfig dynamics, int positions, Section modulation) {
        int cells = dynamics.stateHeight() * dynamics.stateWidth();
        if (positions != cells) {
            modulation.problem(
                    "dyn_block_size", "is " + positions + "; expected " + cells + ", the cells of the encoder's state");
        }
        return positions;
    }

    private NetworkSettings withMapper(DynamicsConfig dynamics, ModulationConfig attention) {
        Section mapper = configured("style_mapper_config", List.of("AttentionAttributeMapper"));
        mapper.ignore("mod_shape", "predict_delta");
        List<Integer> modules = mapper.wholes("num_of_layers", 3, 1);
        List<Integer> widths = mapper.wholes("attr_vec_dims", 3, 0);
        if (widths.get(0) != attention.conditionWidth()) {
            mapper.problem(
                    "attr_vec_dims",
                    "begins with " + widths.get(0) + "; expected " + attention.conditionWidth()
                            + ", the modulation's out_dim");
        }
        List<NetworkSettings.Group> groups = new ArrayList<>();
        List<String> names = List.of("coarse", "medium", "fine");
        for (int i = 0; i < names.size(); i++) {
            boolean moved =
                    mapper.flags("use_" + names.get(i) + "_mapper", 3, true).get(0);
            groups.add(
                    new NetworkSettings.Group(modules.get(i), moved, mapper.flag(names.get(i) + "_cut_flag", false)));
        }
        List<Integer> layers =
                mapper.has("inversion_layer_num") ? mapper.wholes("inversion_layer_num", 3, 1) : List.of();
        mapper.ignore("inversion_layer_num");
        return new NetworkSettings(
                dynamics,
                attention,
                groups,
                layers,
                params.whole("video_length", 1),
                params.number("delta_inversion_weight"));
    }

    /** The parameters of a class that the file names; only those that are here are known. */
    private Section configured(String key, List<String> classes) {
        return configured(params, key, classes);
    }

    static Section configured(Section parent, String key, List<String> classes) {
        Section section = parent.section(key);
        String target = section.text("target");
        String name = target.substring(target.lastIndexOf('.') + 1);
        if (!name.isEmpty() && !classes.contains(name)) {
            section.problem("target", "is '" + target + "'; known here: " + classes);
        }
        return section.section("params");
    }

    private interface Building<T> {
        T build();
    }

    /** What the networks themselves find wrong with their sizes is a problem of the file like any other. */
    private static <T> T built(Section section, Building<T> building, T otherwise) {
        try {
            return building.build();
        } catch (IllegalArgumentException e) {
            section.problem("sizes", "do not fit: " + e.getMessage());
            return otherwise;
        }
    }
}
