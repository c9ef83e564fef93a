package farm.vidstyle.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that changes while a stage is trained, in one file: parameters, their averages, the optimisers' moments, and how far it got. The
 * file is replaced as a whole, so that a crash in the middle leaves the one before.
 */
public record Snapshot(Path file, List<Parameters> parameters, List<Adam> optimisers) {

    private static final String STEPS = "steps";
    private static final String OPTIMISER_STEPS = "optimiserSteps.";
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";

    public Snapshot {
        parameters = List.copyOf(parameters);
        optimisers = List.copyOf(optimisers);
    }

    /** Steps done, and what they came to so far. */
    record Progress(int steps, Outcome outcome) {}

    /** Takes over what the file holds; without a file nothing changes and nothing was done. */
    Progress restore() {
        if (!Files.exists(file)) {
            return new Progress(0, new Outcome(0, 0, 0));
        }
        Checkpoint checkpoint = Checkpoint.open(file);
        Map<String, StoredTensor> stored = checkpoint.tensors();
        Map<String, String> metadata = checkpoint.metadata();
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).take(stored, "parameters" + i + ".", file);
        }
        for (int i = 0; i < optimisers.size(); i++) {
            int behind = Integer.parseInt(metadata.getOrDefault(OPTIMISER_STEPS + i, "0"));
            restore(optimisers.get(i), behind, stored, "optimiser" + i + ".");
        }
        return new Progress(Integer.parseInt(metadata.getOrDefault(STEPS, "0")), Outcome.of(metadata));
    }

    private void restore(Adam optimiser, int behind, Map<String, StoredTensor> stored, String prefix) {
        int count = optimiser.firstMoments().size();
        try (NDManager scope = optimiser.firstMoments().get(0).getManager().newSubManager()) {
            NDList first = new NDList();
            NDList second = new NDList();
            for (int i = 0; i < count; i++) {
                first.add(Parameters.find(stored, prefix + FIRST + i, file).toArray(scope));
                second.add(Parameters.find(stored, prefix + SECOND + i, file).toArray(scope));
            }
            optimiser.restore(first, second, behind);
        }
    }

    void save(Progress progress) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>(progress.outcome().asMetadata());
        metadata.put(STEPS, "" + progress.steps());
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).give(arrays, "parameters" + i + ".");
        }
        for (int i = 0; i < optimisers.size(); i++) {
            Adam optimiser = optimisers.get(i);
            for (int k = 0; k < optimiser.firstMoments().size(); k++) {
                arrays.put(
                        "optimiser" + i + "." + FIRST + k,
                        optimiser.firstMoments().get(k));
                arrays.put(
                        "optimiser" + i + "." + SECOND + k,
                        optimiser.secondMoments().get(k));
            }
            metadata.put(OPTIMISER_STEPS + i, "" + optimiser.steps());
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Safetensors.write(partial, arrays, metadata);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the snapshot " + file, e);
        }
    }
}
