package farm.vidstyle.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.trainer.objective.Lambda;
import farm.vidstyle.trainer.objective.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    @TempDir
    Path folder;

    @Test
    void everyValueArrivesWhereItIsUsed() throws IOException {
        TrainingConfig config = read(text -> text);

        assertThat(config.model().objective().lambdas().directional()).isEqualTo(new Lambda(5000, 0.01, 2.5, 200_000));
        assertThat(config.model().objective().lambdas().latent()).isEqualTo(Lambda.constant(1));
        assertThat(config.model().objective().sampling()).isEqualTo(new Sampling(4, Sampling.Hiding.STATIC, 0));
        VidStyleOdeConfig sizes = config.model().networks().config(18, 512);
        assertThat(sizes.dynamics().stateHeight()).isEqualTo(8);
        assertThat(sizes.dynamics().stateWidth()).isEqualTo(6);
        assertThat(sizes.dynamics().odeChannels()).isEqualTo(128);
        assertThat(sizes.mapper()).extracting(group -> group.layers()).containsExactly(4, 6, 8);
        assertThat(config.training().batch()).isEqualTo(3);
        assertThat(config.training().rule().irregular()).isTrue();
        assertThat(config.validation().rule().irregular()).isFalse();
        assertThat(config.learningRate()).isEqualTo(3 * 2e-6, within(1e-12));
        assertThat(config.schedule().validationBatches()).isEqualTo(2);
    }

    @Test
    void numbersMayBeWrittenInAnyWay() throws IOException {
        TrainingConfig config = read(text ->
                text.replace("l2_latent_lambda: 1.0", "l2_latent_lambda: 1").replace("2.0e-6", "2e-6"));

        assertThat(config.model().baseRate()).isEqualTo(2e-6);
        assertThat(config.model().objective().lambdas().latent().at(7)).isEqualTo(1);
    }

    @Test
    void allProblemsComeTogetherWithTheNearestNames() {
        assertThatThrownBy(() -> read(text -> text.replace("n_sampled_frames: 4", "n_sample_frames: 4")
                        .replace("skip_frames: 5", "skip_frames: many")
                        .replace("    l2_latent_eps: 0.02\n", "")
                        .replace("n_embd: 512", "n_embed: 512")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown key model.params.n_sample_frames; did you mean n_sampled_frames?")
                .hasMessageContaining("model.params.n_sampled_frames is missing")
                .hasMessageContaining("model.params.l2_latent_eps is missing")
                .hasMessageContaining("data.params.train.params.skip_frames is 'many'; expected a whole number from 0")
                .hasMessageContaining("n_embed; did you mean n_embd?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sampling_type: \"static\" | sampling_type: \"forwards\" | sampling_type is 'forwards'; expected one of [static, interpolate, extrapolate]",
                "dyn_block_size: 48 | dyn_block_size: 64 | dyn_block_size is 64; expected 48, the cells of the encoder's state",
                "n_head: 8 | n_head: 7 | embedding 512 cannot be divided among 7 heads",
                "SpliceLoss | OtherLoss | target is 'src.losses.splice_vit.OtherLoss'; known here: [SpliceLoss]",
                "max_decay_steps: 200000 | max_decay_steps: 100 | max_decay_steps is 100; expected more than warm_up_steps, 5000",
                "img_size: [128, 96] | img_size: [128, 0] | img_size is '[128, 0]'; expected 2 whole numbers from 1",
                "size: [256, 192] | size: 256 | size is '256'; expected 2 whole numbers from 1",
                "model: | model: [ | is no YAML",
            })
    void wrongValuesAreNamedWithWhatWouldBeRight(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(text -> text.replace(right, wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void factsDecideWhetherACheckpointFits() throws IOException {
        TrainingConfig config = read(text -> text);

        assertThat(config.facts())
                .containsEntry("model.params.n_sampled_frames", "4.0")
                .containsKey("data.params.batch_size")
                .doesNotContainKey("data.params.train.params.img_root")
                .doesNotContainKey("lightning.trainer.limit_val_batches");
    }

    @Test
    void theFilesOfTheReferenceAreReadAsTheyAre() throws IOException {
        String given = System.getProperty("reference.dir", "");
        assumeTrue(!given.isBlank() && !given.startsWith("${"), "reference.dir is not set");

        TrainingConfig faces = ConfigReader.read(Path.of(given, "config-ravdess.yaml"));
        TrainingConfig bodies = ConfigReader.read(Path.of(given, "config-fashion.yaml"));

        assertThat(faces.model().objective().sampling().backPropagated()).isEqualTo(2);
        assertThat(faces.learningRate()).isEqualTo(4e-6, within(1e-12));
        assertThat(faces.model().objective().lambdas().directional().at(60_000)).isEqualTo(1.16211, within(1e-5));
        assertThat(bodies.model().networks().config(18, 512).modulation().dynamicsTokens())
                .isEqualTo(48);
        assertThat(bodies.training().rule().skip()).isEqualTo(5);
    }

    private TrainingConfig read(UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, change.apply(CONFIG));
        return ConfigReader.read(file);
    }

    private static final String CONFIG = """
            project_title: Test
            model:
              base_learning_rate: 2.0e-6
              target: src.models.vidstyleode.VidStyleODE
              params:
                frame_log_size: [256, 192]
                content_mode: "mean_inversion"
                video_length: 50
                sampling_type: "static"
                n_sampled_frames: 4
                delta_inversion_weight: 0.01
                l2_latent_eps: 0.02
                lambda_vgg: 10.0
                l2_latent_lambda: 1.0
                manipulation_strength: 2
                clip_loss_lambda:
                  target: src.modules.schedulers.LambdaScheduler
                  params:
                    warm_up_steps: 5000
                    lr_min: 0.01
                    lr_max: 2.5
                    max_decay_steps: 200000
                consistency_lambda: 0.1
                rec_loss_lambda: 1.0
                perceptual_loss_config:
                  target: src.losses.splice_vit.SpliceLoss
                  params: {structure_lambda: 0.8, cls_layer_num: 8}
                modulation_network_config:
                  target: src.modules.minigpt.CrossAttentionModulation
                  params:
                    shared_attn_params: False
                    out_dim: 512
                    n_embd: 512
                    n_layer: 8
                    content_block_size: 1
                    dyn_attn_n_layer: 6
                    dyn_block_size: 48
                    n_head: 8
                video_ecnoder_config:
                  target: src.modules.video_encoder.VideoEncoderWLatentODE
                  params:
                    img_size: [128, 96]
                    dynamic_latent_out_dim: 512
                    spatial_code_ch: 256
                    netE_num_downsampling_sp: 4
                stylegan_gen_config:
                  target: src.modules.stylegan_wraper.StyleGAN2Generator
                  params: {pkl_file: generator.pkl}
                style_mapper_config:
                  target: src.modules.mapper.AttentionAttributeMapper
                  params:
                    num_of_layers: [7, 5, 5]
                    attr_vec_dims: [512, 0, 0]
            data:
              target: main.DataModuleFromConfig
              params:
                batch_size: &bs 3
                num_workers: 4
                train:
                  target: src.data.dataset.ImageCaptionFolderDataset
                  params: &set
                    video_list: train.txt
                    img_root: frames
                    inversion_root: codes
                    inverted_img_root: null
                    skip_frames: 5
                    n_sampled_frames: 8
                    irregular_sampling: True
                    batch_size: *bs
                    size: [256, 192]
                validation:
                  target: src.data.dataset.ImageCaptionFolderDataset
                  params:
                    <<: *set
                    irregular_sampling: False
            lightning:
              trainer:
                limit_val_batches: 2
            """;
}
