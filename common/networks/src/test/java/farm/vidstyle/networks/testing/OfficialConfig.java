package farm.vidstyle.networks.testing;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import java.util.List;
import java.util.Locale;

/** A training configuration with the reference's keys. */
final class OfficialConfig {
    private OfficialConfig() {}

    static String yaml(OfficialSizes sizes) {
        DynamicsConfig dynamics = sizes.ode().dynamics();
        ModulationConfig modulation = sizes.ode().modulation();
        List<Integer> modules =
                sizes.ode().mapper().stream().map(MapperGroup::modules).toList();
        return String.format(
                Locale.ROOT,
                """
                project_title: VidStyleODE
                model:
                  base_learning_rate: 2.0e-6
                  target: src.models.vidstyleode.VidStyleODE
                  params:
                    frame_log_size : [%1$d, %2$d]
                    content_mode : "mean_inversion"
                    video_length : %3$d # estimate number of frames per video
                    delta_inversion_weight : %4$s
                    modulation_network_config:
                      target: src.modules.minigpt.CrossAttentionModulation
                      params:
                        shared_attn_params : False
                        out_dim : %5$d
                        n_embd : %6$d
                        n_layer : %7$d
                        content_block_size : 1
                        dyn_attn_n_layer : %8$d
                        dyn_block_size : %9$d
                        n_head : %10$d
                    video_ecnoder_config:
                      target: src.modules.video_encoder.VideoEncoderWLatentODE
                      params:
                        img_size : [%11$d, %12$d]
                        dynamic_latent_out_dim : %13$d
                        spatial_code_ch : %14$d
                        netE_num_downsampling_sp : %15$d
                    stylegan_gen_config:
                      target: src.modules.stylegan_wraper.StyleGAN2Ravdess
                      params:
                        pkl_file: pretrained_models/stylegan2-ffhq-config-f.pt
                    style_mapper_config:
                      target: src.modules.mapper.AttentionAttributeMapper # TripleAttributeMapper
                      params:
                        predict_delta: True
                        use_coarse_mapper: [True, False, False]
                        use_medium_mapper: [True, False, False]
                        use_fine_mapper: [True, False, False]
                        coarse_cut_flag: False
                        medium_cut_flag: False
                        fine_cut_flag: False
                        mod_shape : [[1, 4, 1], [1, 4, 1], [1, 10, 1]]
                        num_of_layers : %16$s
                        attr_vec_dims: [%5$d, 0, 0]
                data:
                  params:
                    batch_size: &bs 2
                    train:
                      params: {batch_size: *bs, size: [%1$d, %2$d]}
                    validation:
                      params: {batch_size: *bs, size: [%1$d, %2$d]}
                """,
                sizes.frames().height(),
                sizes.frames().width(),
                sizes.ode().videoLength(),
                sizes.ode().deltaScale(),
                modulation.conditionWidth(),
                modulation.embedding(),
                modulation.crossLayers(),
                modulation.selfLayers(),
                modulation.dynamicsTokens(),
                modulation.heads(),
                dynamics.imageHeight(),
                dynamics.imageWidth(),
                dynamics.tokenChannels(),
                dynamics.stateChannels(),
                dynamics.doublings(),
                modules);
    }
}
