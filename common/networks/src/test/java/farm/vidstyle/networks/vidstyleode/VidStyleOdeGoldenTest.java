package farm.vidstyle.networks.vidstyleode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VidStyleOdeGoldenTest {
    private static final Pattern DELTA = Pattern.compile("dw(\\d+)_");

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("07_end_to_end");
    private final EndToEndPictures pictures = new EndToEndPictures(golden, request);

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void everyStageOfEveryCaseEqualsTheReference() {
        golden.eachCase("_w_latents.npy", name -> {
            VidStyleOde model = model(deltaScale(name));
            Gradients.off(() -> {
                checkStages(model, name);
                return name;
            });
        });
    }

    private void checkStages(VidStyleOde model, String name) {
        double[] frameNumbers = frameNumbers(name);
        NDArray zd0 = zd0(model, name);
        NDArray tokens = model.tokens(zd0, model.clipTimes().widened(frameNumbers[0], frameNumbers));
        golden.check(name + "_frame_dynamics", tokens, 1e-5);

        NDArray style = golden.array(request, name + "_txt_dir").add(golden.array(request, name + "_frame_feat"));
        NDArray styles = style.tile(new long[] {frameNumbers.length, 1}); // [T*B, E]
        golden.check(name + "_style_embed", styles.expandDims(1), 1e-5);
        NDList conditions = model.conditions(styles, tokens);
        for (int i = 0; i < 3; i++) {
            golden.check(name + "_c" + i, conditions.get(i), 1e-5);
        }

        NDArray content = golden.array(request, name + "_mean_inversion").tile(new long[] {frameNumbers.length, 1, 1});
        golden.check(name + "_delta", model.delta(content, conditions), 1e-5);
        NDArray codes = model.codes(content, styles, tokens);
        golden.check(name + "_w_latents", codes, 1e-5);
        NDArray clips = clips(pictures.generator().synthesize(codes), frameNumbers.length);
        golden.check(name + "_out", clips, 2e-5);
        checkBytes(name, clips);
    }

    /** Two ways of the reference to bytes, which differ in rounding at most. */
    private void checkBytes(String name, NDArray clips) { // [B, T, 3, H, W]
        for (String way : List.of("_out_uint8_toPIL", "_out_uint8_savegif")) {
            if (golden.knows(name + way)) {
                NDArray frames = clips.get(0);
                Shape shape = frames.getShape();
                NDList bytes = new NDList();
                for (byte[] picture : Pixels.bytes(frames)) {
                    bytes.add(request.create(
                            ByteBuffer.wrap(picture), new Shape(shape.get(2), shape.get(3), 3), DataType.UINT8));
                }
                golden.checkBytes(name + way, NDArrays.stack(bytes), 1e-3);
            }
        }
    }

    /** Images with time slow, [T*B, ...], as clips [B, T, ...]. */
    private static NDArray clips(NDArray images, long frames) {
        Shape split = new Shape(frames, images.getShape().get(0) / frames)
                .addAll(images.getShape().slice(1));
        return images.reshape(split).swapAxes(0, 1);
    }

    @Test
    void theProductPathOfOneClipEqualsTheReference() {
        List<String> single = golden.names("_video.npy").stream()
                .filter(name -> golden.has(name + "_w_latents.npy"))
                .filter(name ->
                        golden.array(request, name + "_video").getShape().get(0) == 1)
                .toList();
        golden.eachOf(single, name -> {
            VidStyleOde model = model(deltaScale(name));
            NDArray frames = golden.array(request, name + "_video").squeeze(0);
            double[] frameNumbers = frameNumbers(name);
            NDArray style = golden.array(request, name + "_txt_dir").add(golden.array(request, name + "_frame_feat"));

            NDArray zd0 = model.encodeMotion(frames, frameNumbers, observed(name, frameNumbers.length));
            NDArray tokens = model.dynamics(zd0, frameNumbers[0], frameNumbers);
            NDArray codes = model.wPlus(golden.array(request, name + "_mean_inversion"), style, tokens);

            golden.check(name + "_frame_dynamics", tokens, 1e-5);
            golden.check(name + "_w_latents", codes, 1e-5);
        });
    }

    /** The first case with a motion and a content of one clip. */
    private String anyCase() {
        return golden.names("_rep_video_dynamics.npy").stream()
                .filter(name -> golden.array(request, name + "_mean_inversion")
                                .getShape()
                                .get(0)
                        == 1)
                .findFirst()
                .orElseGet(() -> fail("no case with one clip"));
    }

    @Test
    void motionsOfDrivingVideosEqualTheReference() {
        golden.eachCase("_driving_video.npy", name -> {
            VidStyleOde model = model(deltaScale(name));
            double[] frameNumbers = frameNumbers(name);
            float[] times = model.clipTimes().of(frameNumbers[0], frameNumbers);
            NDArray video = golden.array(request, name + "_driving_video");

            NDArray zd0 = Gradients.off(() -> model.initialState(video, times, observed(name, frameNumbers.length)));

            golden.check(name + "_rep_video_dynamics", zd0, 1e-5);
        });
    }

    @Test
    void referenceFramesAndWhatClipSeesEqualTheReference() {
        golden.eachCase(
                "_ref_frame.npy",
                name -> Gradients.off(() -> {
                    pictures.checkReferenceFrame(name);
                    return name;
                }));
    }

    @Test
    void directionsAreScaledDifferencesOfTexts() {
        golden.eachCase("_tgt_txt.npy", name -> {
            NDArray difference = golden.array(request, name + "_tgt_txt").sub(golden.array(request, name + "_src_txt"));

            golden.check(name + "_txt_dir", difference.mul(1.3f), 1e-5);
        });
    }

    @Test
    void piecesOfAClipGiveTheVeryNumbersOfTheWhole() {
        VidStyleOde model = model(0.5);
        NDArray zd0 = golden.array(request, anyCase() + "_rep_video_dynamics");
        NDArray content = golden.array(request, anyCase() + "_mean_inversion");
        NDArray style = golden.array(request, anyCase() + "_frame_feat");
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
        NDArray zd0 = golden.array(request, anyCase() + "_rep_video_dynamics");

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
        NDArray frames = golden.array(request, golden.names("_video.npy").get(0) + "_video")
                .get(0);

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
        Weights weights = Checkpoint.open(golden.first(".ckpt")).weights(request, "state_dict");
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
                        (int) weights.shapeOf("style_mapper.coarse_mapping.mapper.modulation_module_list.0.fc.weight")
                                .get(0),
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
            String kind = List.of("coarse", "medium", "fine").get(i);
            boolean moved = params.at("/use_" + kind + "_mapper/0").asBoolean();
            groups.add(new MapperGroup(
                    params.get("inversion_layer_num").get(i).asInt(),
                    params.get("num_of_layers").get(i).asInt(),
                    params.get(kind + "_cut_flag").asBoolean(),
                    moved ? List.of(params.get("attr_vec_dims").get(0).asInt()) : List.of(),
                    new MapperGroup.Concatenated()));
        }
        return groups;
    }

    /** Cases named dw05 have the weight 0.5. */
    private double deltaScale(String name) {
        Matcher own = DELTA.matcher(name);
        return own.lookingAt()
                ? Integer.parseInt(own.group(1)) / Math.pow(10, own.group(1).length() - 1)
                : golden.meta().get("config").get("delta_inversion_weight").asDouble();
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
