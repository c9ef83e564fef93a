package farm.vidstyle.networks.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.psp.PspEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.TorchScriptArchive;
import farm.vidstyle.networks.weights.TorchWriter;
import farm.vidstyle.networks.weights.Weights;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Writes the files that a researcher would have, with random weights. */
public final class OfficialFiles {
    public static final String GENERATOR = "stylegan2-ffhq-config-f.pt";
    public static final String PSP = "psp_ffhq_encode.pt";
    public static final String CLIP = "ViT-B-32.pt";
    public static final String CLIP_HUGGING_FACE = "model.safetensors";
    public static final String CHECKPOINT = "last.ckpt";
    public static final String CONFIG = "config.yaml";
    public static final String VOCABULARY = "bpe_simple_vocab.txt.gz";

    private static final int WITHOUT_MERGES = 514;

    private final OfficialSizes sizes;
    private final Path folder;
    private final long seed;

    private OfficialFiles(OfficialSizes sizes, Path folder, long seed) {
        this.sizes = sizes;
        this.folder = folder;
        this.seed = seed;
    }

    /** Writes all files into a folder; takes several times the size of the largest network in memory. */
    public static void write(OfficialSizes sizes, Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        OfficialFiles files = new OfficialFiles(sizes, folder, seed);
        Files.writeString(folder.resolve(CONFIG), OfficialConfig.yaml(sizes));
        files.writeVocabulary();
        files.writePsp();
        files.writeCheckpoint();
    }

    /** {@code OfficialFiles DIR [SEED]} writes the files of the configuration for faces at full size. */
    public static void main(String[] args) throws IOException {
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        write(OfficialSizes.RAVDESS, Path.of(args[0]), seed);
        System.out.println("wrote the official files, with random weights, into " + args[0]);
    }

    /** The generator and CLIP have files of their own too, with the same weights as in the checkpoint. */
    private void writeCheckpoint() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            RandomValues values = new RandomValues(manager, seed);
            Map<String, NDArray> generator = generator(manager, values);
            TorchWriter.write(
                    folder.resolve(GENERATOR),
                    Map.of(
                            "g_ema",
                            generator,
                            "latent_avg",
                            values.make("latent_avg", sizes.generator().styleDim())));
            Map<String, NDArray> clip = grown(manager, values, weights -> new Clip(sizes.clip(), weights));
            writeClip(clip);
            Map<String, NDArray> state = grown(manager, values, weights -> new VidStyleOde(weights, sizes.ode()));
            listTwice(state);
            generator.forEach((name, array) -> state.put("stylegan_G.G." + name, array));
            clip.forEach((name, array) -> state.put("clip_loss.model." + name, array));
            state.put("criterionVGG.extractor.model.cls_token", values.make("cls_token", 1, 1, 8));
            TorchWriter.write(folder.resolve(CHECKPOINT), lightning(state));
        }
    }

    /** The reference's state dict has the encoder's ODE function under two names, with shared storage. */
    private static void listTwice(Map<String, NDArray> state) {
        String once = "bVAE_enc.z0_diffeq_solver.ode_func.";
        Map<String, NDArray> twice = new LinkedHashMap<>();
        state.forEach((name, array) -> {
            if (name.startsWith(once)) {
                twice.put(name.replace("bVAE_enc.", "bVAE_enc.encoder_z0."), array);
            }
        });
        state.putAll(twice);
    }

    private static Map<String, Object> lightning(Map<String, NDArray> state) {
        Map<String, Object> checkpoint = new LinkedHashMap<>();
        checkpoint.put("epoch", 3);
        checkpoint.put("global_step", 60_000);
        checkpoint.put("pytorch-lightning_version", "2.2.1");
        checkpoint.put("state_dict", state);
        checkpoint.put("loops", Map.of("fit_loop", Map.of("state_dict", Map.of())));
        checkpoint.put("callbacks", Map.of());
        checkpoint.put("optimizer_states", List.of(List.of(Map.of("state", Map.of()), Map.of("state", Map.of()))));
        checkpoint.put("lr_schedulers", List.of());
        checkpoint.put("hparams_name", Optional.empty());
        return checkpoint;
    }

    /** OpenAI's archive, half precision where theirs is, and the same in Hugging Face's layout, in single precision. */
    private void writeClip(Map<String, NDArray> clip) throws IOException {
        Map<String, NDArray> archived = new LinkedHashMap<>();
        clip.forEach((name, array) -> archived.put(
                name,
                name.matches(".*(attn\\.|mlp\\.|proj).*|visual\\.conv1\\.weight")
                        ? array.toType(DataType.FLOAT16, true)
                        : array));
        NDManager manager = clip.values().iterator().next().getManager();
        archived.put("input_resolution", manager.create(sizes.clip().vision().size()));
        archived.put("context_length", manager.create(sizes.clip().text().context()));
        archived.put("vocab_size", manager.create(sizes.clip().text().vocabulary()));
        TorchScriptArchive.write(folder.resolve(CLIP), archived);
        Map<String, NDArray> rounded = new LinkedHashMap<>();
        clip.keySet().forEach(name -> rounded.put(name, archived.get(name).toType(DataType.FLOAT32, true)));
        Safetensors.write(folder.resolve(CLIP_HUGGING_FACE), HuggingFaceNames.of(rounded), Map.of("format", "pt"));
        rounded.values().forEach(NDArray::close);
    }

    private void writePsp() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            RandomValues values = new RandomValues(manager, seed + 1);
            NDArray mean =
                    values.make("latent_avg", sizes.psp().styles(), sizes.psp().styleDim());
            Map<String, NDArray> state = new LinkedHashMap<>();
            grown(manager, values, weights -> new PspEncoder(sizes.psp(), weights.scope("encoder."), mean))
                    .forEach((name, array) -> {
                        state.put(name, array);
                        if (name.endsWith("running_var")) {
                            state.put(
                                    name.replace("running_var", "num_batches_tracked"),
                                    manager.zeros(new Shape(), DataType.INT64));
                        }
                    });
            generator(manager, values).forEach((name, array) -> state.put("decoder." + name, array));
            TorchWriter.write(
                    folder.resolve(PSP),
                    Map.of(
                            "state_dict",
                            state,
                            "latent_avg",
                            mean,
                            "opts",
                            Map.of("encoder_type", "GradualStyleEncoder")));
        }
    }

    private Map<String, NDArray> generator(NDManager manager, RandomValues values) {
        return grown(manager, values, weights -> new Generator(sizes.generator(), weights));
    }

    /** Names a network, which thereby asks for its arrays. */
    private interface Asking {
        Object build(Weights weights);
    }

    private static Map<String, NDArray> grown(NDManager manager, RandomValues values, Asking network) {
        Weights weights = Weights.grown(manager, values);
        network.build(weights);
        return new LinkedHashMap<>(weights.given());
    }

    /** As many merges as the model knows; which ones does not matter to random weights. */
    private void writeVocabulary() throws IOException {
        int merges = sizes.clip().text().vocabulary() - WITHOUT_MERGES;
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(VOCABULARY))), StandardCharsets.UTF_8))) {
            out.write("\"synthetic merges\"\n");
            for (int i = 0; i < merges; i++) {
                out.write("a" + Integer.toString(i, 26) + " b" + Integer.toString(i, 26) + "\n");
            }
        }
    }
}
