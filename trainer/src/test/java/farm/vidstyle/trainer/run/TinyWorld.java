package farm.vidstyle.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.dino.DinoConfig;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.weights.TorchWriter;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.config.ConfigReader;
import farm.vidstyle.trainer.config.TrainingConfig;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.training.InitialValues;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** All that a run needs, as small as it goes: networks of random weights, a few videos of noise with codes and captions, a configuration. */
final class TinyWorld {

    private static final int STYLE = 8;
    private static final int LAYERS = 6;
    private static final int FRAMES = 7;
    private static final int SIDE = 20;

    private final Path folder;

    private TinyWorld(Path folder) {
        this.folder = folder;
    }

    static TinyWorld in(Path folder) throws IOException {
        TinyWorld world = new TinyWorld(folder);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            world.networks(manager);
            for (int i = 0; i < 5; i++) {
                world.video(manager, "Clip_" + i, i);
            }
        }
        Files.writeString(folder.resolve("train.txt"), "Clip_0\nClip_1\nClip_2\nClip_3\n");
        Files.writeString(folder.resolve("test.txt"), "Clip_4\nClip_0\n");
        Files.writeString(folder.resolve("merges.txt"), "heading\na b\nc d\n");
        world.config("");
        return world;
    }

    private void networks(NDManager manager) throws IOException {
        GeneratorConfig generator =
                new GeneratorConfig(STYLE, 1, List.of(8, 8, 8), new GeneratorConfig.Size(4, 4), true);
        ClipConfig clip = new ClipConfig(
                STYLE,
                new ClipConfig.Vision(new ClipConfig.Tower(16, 1, 1), 16, 8),
                new ClipConfig.Text(new ClipConfig.Tower(16, 1, 1), 16, 516));
        TorchWriter.write(
                folder.resolve("generator.pt"),
                Map.of("g_ema", weights(manager, weights -> new Generator(generator, weights))));
        TorchWriter.write(folder.resolve("clip.pt"), weights(manager, weights -> new Clip(clip, weights)));
        TorchWriter.write(
                folder.resolve("dino.pt"),
                weights(manager, weights -> new Dino(new DinoConfig(8, 2, 1, 61, 4), weights)));
    }

    private static Map<String, NDArray> weights(NDManager manager, Consumer<Weights> network) {
        Weights weights = Weights.grown(manager, (name, shape, type, trained) -> {
            Random random = new Random(name.hashCode());
            double[] values = name.endsWith("kernel")
                    ? InitialValues.constant(shape, 1.0 / 4)
                    : InitialValues.normal(shape, 0.5, random);
            return manager.create(values, shape).toType(type, false);
        });
        network.accept(weights);
        return weights.given();
    }

    private void video(NDManager manager, String name, int seed) throws IOException {
        Random random = new Random(seed);
        Path frames = Files.createDirectories(folder.resolve("frames").resolve(name));
        Path codes = Files.createDirectories(folder.resolve("codes").resolve(name));
        Files.writeString(frames.resolve("text_descriptions.txt"), "cab number " + seed + "\n");
        for (int i = 0; i < FRAMES; i++) {
            byte[] rgb = new byte[SIDE * SIDE * 3];
            random.nextBytes(rgb);
            String number = String.format(Locale.ROOT, "%03d", 3 * i);
            try (OutputStream out = Files.newOutputStream(frames.resolve(number + ".png"))) {
                StillImage.writePng(new RgbFrame(SIDE, SIDE, rgb, 0), out);
            }
            Shape shape = new Shape(LAYERS, STYLE);
            CodeFile.write(
                    codes.resolve(number + ".pt"),
                    manager.create(InitialValues.normal(shape, 1, random), shape)
                            .toType(DataType.FLOAT32, false));
        }
    }

    /** Writes the configuration with further lines below {@code lightning.trainer}. */
    void config(String trainer) throws IOException {
        Files.writeString(folder.resolve("tiny.yaml"), CONFIG.replace("ROOT", folder.toString()) + trainer.indent(4));
    }

    TrainingConfig config() throws IOException {
        return ConfigReader.read(folder.resolve("tiny.yaml"));
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    private static final String CONFIG = """
            model:
              base_learning_rate: 2.0e-4
              target: src.models.vidstyleode.VidStyleODE
              params:
                frame_log_size: [20, 20]
                content_mode: "mean_inversion"
                video_length: 20
                sampling_type: "static"
                n_sampled_frames: 3
                delta_inversion_weight: 0.1
                l2_latent_eps: 0.0001
                lambda_vgg: 10
                l2_latent_lambda: 1
                manipulation_strength: 2
                clip_loss_lambda:
                  target: src.modules.schedulers.LambdaScheduler
                  params: {warm_up_steps: 1, lr_min: 0.01, lr_max: 2.0, max_decay_steps: 100}
                consistency_lambda: 0.5
                rec_loss_lambda: 1.0
                perceptual_loss_config:
                  target: src.losses.splice_vit.SpliceLoss
                  params: {structure_lambda: 0.8, cls_layer_num: 1}
                modulation_network_config:
                  target: src.modules.minigpt.CrossAttentionModulation
                  params: {shared_attn_params: False, out_dim: 8, n_embd: 8, n_layer: 1, content_block_size: 1,
                           dyn_attn_n_layer: 1, dyn_block_size: 16, n_head: 2}
                video_ecnoder_config:
                  target: src.modules.video_encoder.VideoEncoderWLatentODE
                  params: {img_size: [16, 16], dynamic_latent_out_dim: 8, spatial_code_ch: 4, netE_num_downsampling_sp: 2}
                stylegan_gen_config:
                  target: src.modules.stylegan_wraper.StyleGAN2Ravdess
                  params: {pkl_file: ROOT/generator.pt}
                style_mapper_config:
                  target: src.modules.mapper.AttentionAttributeMapper
                  params: {num_of_layers: [1, 1, 1], attr_vec_dims: [8, 0, 0], inversion_layer_num: [2, 2, 2]}
            data:
              params:
                batch_size: &bs 2
                num_workers: 2
                train: &set
                  target: src.data.dataset.ImageCaptionFolderDataset
                  params: &params
                    video_list: ROOT/train.txt
                    img_root: ROOT/frames
                    inversion_root: ROOT/codes
                    skip_frames: 1
                    n_sampled_frames: 4
                    irregular_sampling: True
                    batch_size: *bs
                    size: [16, 16]
                validation:
                  target: src.data.dataset.ImageCaptionFolderDataset
                  params:
                    <<: *params
                    video_list: ROOT/test.txt
                    irregular_sampling: False
            weights: {clip: ROOT/clip.pt, dino: ROOT/dino.pt, vocabulary: ROOT/merges.txt}
            lightning:
              trainer:
                limit_val_batches: 1
            """;
}
