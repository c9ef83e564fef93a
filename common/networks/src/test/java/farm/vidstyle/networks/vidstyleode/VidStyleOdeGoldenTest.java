package farm.vidstyle.networks.vidstyleode;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VidStyleOdeGoldenTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("07_end_to_end");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void everyStageOfEveryCaseEqualsTheReference() {
        for (String name : golden.cases("_w_latents.npy")) {
            VidStyleOde model = model(name.startsWith("dw05") ? 0.5 : deltaScale());
            Gradients.off(() -> {
                checkStages(model, name);
                return name;
            });
        }
    }

    private void checkStages(VidStyleOde model, String name) {
        double[] frameNumbers = frameNumbers(name);
        NDArray zd0 = zd0(model, name);
        NDArray tokens = model.tokens(zd0, model.clipTimes().widened(frameNumbers[0], frameNumbers));
        golden.check(name + "_frame_dynamics", tokens, 1e-5);

        NDArray style = golden.array(request, name + "_txt_dir").add(golden.array(request, name + "_frame_feat"));
        NDArray styles = style.tile(new long[] {frameNumbers.length, 1}); // [T*B, E]
        NDList conditions = model.conditions(styles, tokens);
        for (int i = 0; i < 3; i++) {
            golden.check(name + "_c" + i, conditions.get(i), 1e-5);
        }

        NDArray content = golden.array(request, name + "_mean_inversion").tile(new long[] {frameNumbers.length, 1, 1});
        golden.check(name + "_delta", model.delta(content, conditions), 1e-5);
        NDArray codes = model.codes(content, styles, tokens);
        golden.check(name + "_w_latents", codes, 1e-5);
        if (golden.has(name + "_out.npy")) {
            golden.check(name + "_out", clips(generator().synthesize(codes), frameNumbers.length), 2e-5);
        }
    }

    /** Images with time slow, [T*B, ...], as clips [B, T, ...]. */
    private static NDArray clips(NDArray images, long frames) {
        Shape split = new Shape(frames, images.getShape().get(0) / frames)
                .addAll(images.getShape().slice(1));
        return images.reshape(split).swapAxes(0, 1);
    }

    private Generator generator() {
        Weights weights = Checkpoint.open(golden.file("last.ckpt"))
                .weights(request, "state_dict")
                .scope("stylegan_G.G.");
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();
        return generator;
    }

    @Test
    void theProductPathOfOneClipEqualsTheReference() {
        VidStyleOde model = model(deltaScale());
        String name = "masked";
        NDArray frames = golden.array(request, name + "_video").squeeze(0);
        double[] frameNumbers = frameNumbers(name);
        NDArray style = golden.array(request, name + "_txt_dir").add(golden.array(request, name + "_frame_feat"));

        NDArray zd0 = model.encodeMotion(frames, frameNumbers, observed(name, frameNumbers.length));
        NDArray tokens = model.dynamics(zd0, frameNumbers[0], frameNumbers);
        NDArray codes = model.wPlus(golden.array(request, name + "_mean_inversion"), style, tokens);

        golden.check(name + "_frame_dynamics", tokens, 1e-5);
        golden.check(name + "_w_latents", codes, 1e-5);
    }

    @Test
    void piecesOfAClipGiveTheVeryNumbersOfTheWhole() {
        VidStyleOde model = model(0.5);
        NDArray zd0 = golden.array(request, "animation_rep_video_dynamics");
        NDArray content = golden.array(request, "animation_mean_inversion");
        NDArray style = golden.array(request, "animation_frame_feat");
        double[] frameNumbers = new double[19];
        Arrays.setAll(frameNumbers, i -> 3.7 * i - 20);

        float[] whole =
                model.wPlus(content, style, model.dynamics(zd0, frameNumbers)).toFloatArray();

        NDList pieces = new NDList();
        for (int[] piece : new int[][] {{0, 5}, {5, 6}, {6, 19}}) {
            double[] part = Arrays.copyOfRange(frameNumbers, piece[0], piece[1]);
            pieces.add(model.wPlus(content, style, model.dynamics(zd0, part)));
        }
        assertThat(NDArrays.concat(pieces).toFloatArray()).containsExactly(whole);
    }

    @Test
    void aClipCanBeContinuedFromAnyState() {
        VidStyleOde model = model(0.5);
        NDArray zd0 = golden.array(request, "animation_rep_video_dynamics");

        NDArray later = model.stateAt(zd0, 12.5);

        NDArray direct = model.dynamics(zd0, new double[] {12.5, 20});
        NDArray continued = model.dynamics(later, new double[] {0, 7.5});
        assertThat(later.getShape()).isEqualTo(zd0.getShape());
        assertThat(continued.sub(direct).abs().max().getFloat())
                .as("tokens up to 4, solver's tolerance 1e-3")
                .isLessThan(0.01f);
    }

    @Test
    void featuresDoNotDependOnHowAClipIsCut() {
        VidStyleOde model = model(0.5);
        NDArray frames = golden.array(request, "animation_driving_video").squeeze(0);

        float[] whole = model.features(frames).toFloatArray();

        NDList pieces = new NDList();
        for (String piece : List.of("0:1", "1:4", "4:")) {
            pieces.add(model.features(frames.get(new NDIndex(piece))));
        }
        assertThat(NDArrays.concat(pieces).toFloatArray()).containsExactly(whole);
    }

    private NDArray zd0(VidStyleOde model, String name) {
        if (golden.has(name + "_rep_video_dynamics.npy")) {
            return golden.array(request, name + "_rep_video_dynamics");
        }
        double[] frameNumbers = frameNumbers(name);
        float[] times = model.clipTimes().of(frameNumbers[0], frameNumbers);
        return model.initialState(golden.array(request, name + "_video"), times, observed(name, frameNumbers.length));
    }

    private VidStyleOde model(double deltaScale) {
        JsonNode config = golden.meta().get("config");
        Weights weights = Checkpoint.open(golden.file("last.ckpt")).weights(request, "state_dict");
        JsonNode size = config.get("video_ecnoder_config").get("params").get("img_size");
        DynamicsConfig dynamics = DynamicsConfig.of(
                weights.scope("bVAE_enc."), size.get(0).asInt(), size.get(1).asInt());
        int videoLength = config.get("video_length").asInt();
        VidStyleOde model = new VidStyleOde(
                weights,
                new VidStyleOdeConfig(
                        dynamics,
                        modulation(config.get("modulation_network_config").get("params")),
                        mapper(config.get("style_mapper_config").get("params")),
                        (int) golden.array(request, "recon_mean_inversion")
                                .getShape()
                                .get(2),
                        videoLength,
                        deltaScale));
        VidStyleOde.scopes(weights).forEach(Weights::verify);
        return model;
    }

    private static ModulationConfig modulation(JsonNode params) {
        return new ModulationConfig(
                params.get("n_embd").asInt(),
                params.get("n_head").asInt(),
                params.get("n_layer").asInt(),
                params.get("dyn_attn_n_layer").asInt(),
                params.get("content_block_size").asInt(),
                params.get("dyn_block_size").asInt(),
                params.get("out_dim").asInt());
    }

    private static List<MapperGroup> mapper(JsonNode params) {
        List<MapperGroup> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            groups.add(MapperGroup.of(
                    params.get("inversion_layer_num").get(i).asInt(),
                    params.get("num_of_layers").get(i).asInt(),
                    params.get("attr_vec_dims").get(0).asInt()));
        }
        return groups;
    }

    private double deltaScale() {
        return golden.meta().get("config").get("delta_inversion_weight").asDouble();
    }

    private double[] frameNumbers(String name) {
        float[] stored = golden.array(request, name + "_sampleT").toFloatArray();
        double[] numbers = new double[stored.length];
        Arrays.setAll(numbers, i -> stored[i]);
        return numbers;
    }

    private boolean[] observed(String name, int frames) {
        boolean[] observed = new boolean[frames];
        Arrays.fill(observed, true);
        if (golden.has(name + "_mask.npy")) {
            float[] mask = golden.array(request, name + "_mask").toFloatArray();
            for (int i = 0; i < frames; i++) {
                observed[i] = mask[i] != 0;
            }
        }
        return observed;
    }
}
