package farm.vidstyle.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.trainer.config.TrainingConfig;
import farm.vidstyle.trainer.config.WeightFiles;
import farm.vidstyle.trainer.objective.Critics;
import farm.vidstyle.trainer.objective.Onlooker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The networks that a run uses and does not change, opened from the files that the configuration names. */
record FrozenNetworks(Critics critics, Tokenizer tokenizer) {

    /** @throws CheckpointException with all that is wrong with any of the files */
    static FrozenNetworks open(NDManager model, TrainingConfig config) {
        WeightFiles files = config.weights();
        List<String> problems = new ArrayList<>();
        Optional<Generator> generator =
                opened("generator", files.generator(), problems, file -> Generator.load(model, Checkpoint.open(file)));
        Optional<Clip> clip = opened("clip", files.clip(), problems, file -> Clip.load(model, Checkpoint.open(file)));
        Optional<Dino> dino = opened("dino", files.dino(), problems, file -> Dino.load(model, Checkpoint.open(file)));
        Optional<Tokenizer> tokenizer =
                clip.flatMap(c -> opened("vocabulary", files.vocabulary(), problems, file -> tokenizer(file, c)));
        dino.ifPresent(d -> requireBlock(d, config.model().objective().classBlock(), problems));
        clip.ifPresent(
                c -> requireWidth(c, config.model().networks().modulation().embedding(), problems));
        if (!problems.isEmpty()) {
            throw new CheckpointException("the networks of the configuration: " + String.join("; ", problems));
        }
        return new FrozenNetworks(
                new Critics(
                        generator.orElseThrow(),
                        clip.orElseThrow(),
                        Onlooker.of(
                                dino.orElseThrow(), config.model().objective().classBlock(), files.antialias()),
                        files.antialias()),
                tokenizer.orElseThrow());
    }

    /** CLIP's features [B, E] of sentences. */
    NDArray features(NDManager manager, List<String> sentences) {
        return Gradients.off(() -> critics.clip().sentences(tokenizer.tokenize(manager, sentences)));
    }

    private static <T> Optional<T> opened(String role, Path file, List<String> problems, Function<Path, T> open) {
        if (!Files.isRegularFile(file)) {
            problems.add("there is no file " + file + " for the " + role
                    + ("generator".equals(role) ? "" : "; name it in the section weights, as " + role + ": FILE"));
            return Optional.empty();
        }
        try {
            return Optional.of(open.apply(file));
        } catch (CheckpointException | IllegalArgumentException e) {
            problems.add("the " + role + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Tokenizer tokenizer(Path file, Clip clip) {
        try {
            return Tokenizer.open(file, clip.config().text());
        } catch (IOException e) {
            throw new CheckpointException(e.getMessage(), new UncheckedIOException(e));
        }
    }

    private static void requireBlock(Dino dino, int block, List<String> problems) {
        if (block >= dino.config().blocks()) {
            problems.add("cls_layer_num is " + block + "; the DINO model has blocks 0 to "
                    + (dino.config().blocks() - 1));
        }
    }

    private static void requireWidth(Clip clip, int embedding, List<String> problems) {
        if (clip.config().embedding() != embedding) {
            problems.add("n_embd is " + embedding + "; CLIP's features have the width "
                    + clip.config().embedding());
        }
    }
}
