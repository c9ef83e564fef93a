package farm.vidstyle.networks.imports;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a network lies.
 *
 * @param path keys from the root of the file to the state dict
 * @param prefix of the network's names there
 */
record Origin(Path file, Checkpoint checkpoint, List<String> path, String prefix) {

    /** The state dict of a Lightning checkpoint and of pSp's file. */
    static final String STATE_DICT = "state_dict";

    private static final String GENERATOR_IN_CHECKPOINT = "stylegan_G.G.";
    private static final String CLIP_IN_CHECKPOINT = "clip_loss.model.";

    /** First parts of the names in a Lightning checkpoint that the product's networks have. */
    static final Set<String> USED =
            Set.of("bVAE_enc.", "modulation_network.", "style_mapper.", "stylegan_G.", "clip_loss.");

    Weights weights(NDManager model) {
        return checkpoint.weights(model, path.toArray(String[]::new)).scope(prefix);
    }

    /** For messages. */
    String name() {
        return file + (prefix.isEmpty() ? "" : " (below " + prefix + ")");
    }

    /** Finds the networks of the reference in the files of one request; a file is opened once. */
    static final class Finder {
        private final ImportRequest.Sources sources;
        private final Map<Path, Checkpoint> opened = new HashMap<>();

        Finder(ImportRequest.Sources sources) {
            this.sources = sources;
        }

        /** Rosinality's moving average, that of StyleGAN-Human or a network pickle, or a bare state dict. */
        Origin generator() {
            return sources.file("generator")
                    .map(file -> {
                        Checkpoint checkpoint = open(file, "generator");
                        List<String> path = Stream.of("g_ema", "G_ema")
                                .filter(key -> checkpoint.find(key).isPresent())
                                .limit(1)
                                .toList();
                        return new Origin(file, checkpoint, path, "");
                    })
                    .orElseGet(() -> inCheckpoint("generator", GENERATOR_IN_CHECKPOINT));
        }

        Origin clip() {
            return sources.file("clip")
                    .map(file -> new Origin(file, open(file, "clip"), List.of(), ""))
                    .orElseGet(() -> inCheckpoint("clip", CLIP_IN_CHECKPOINT));
        }

        Origin inversion() {
            Path file = required(
                    "inversion",
                    "a pSp checkpoint, such as psp_ffhq_encode.pt: the VidStyleODE checkpoint holds no inversion encoder");
            Checkpoint checkpoint = open(file, "inversion");
            return new Origin(file, checkpoint, stateDict(checkpoint), "encoder.");
        }

        Origin vidStyleOde() {
            Path file = required("vidstyleode", "the Lightning checkpoint of a trained VidStyleODE");
            Checkpoint checkpoint = open(file, "vidstyleode");
            return new Origin(file, checkpoint, stateDict(checkpoint), "");
        }

        private Origin inCheckpoint(String option, String prefix) {
            Origin whole = vidStyleOde();
            boolean there = whole.checkpoint().tensors(whole.path().toArray(String[]::new)).keySet().stream()
                    .anyMatch(name -> name.startsWith(prefix));
            if (!there) {
                throw new ImportException(whole.file() + " has no weights below '" + prefix + "'; give the file of the "
                        + option + " with --" + option);
            }
            return new Origin(whole.file(), whole.checkpoint(), whole.path(), prefix);
        }

        private Path required(String option, String what) {
            return sources.file(option)
                    .orElseThrow(() -> new ImportException("--" + option + " is not given; expected " + what));
        }

        private Checkpoint open(Path file, String option) {
            if (!Files.isRegularFile(file)) {
                throw new ImportException("no file '" + file + "' for --" + option);
            }
            try {
                return opened.computeIfAbsent(file, Checkpoint::open);
            } catch (CheckpointException e) {
                throw new ImportException("--" + option + ": " + e.getMessage(), e);
            }
        }

        private static List<String> stateDict(Checkpoint checkpoint) {
            return checkpoint.find(STATE_DICT).isPresent() ? List.of(STATE_DICT) : List.of();
        }
    }
}
