package farm.vidstyle.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A run's state in a file, laid out as the reference's Lightning checkpoints: weights under its names, the states of two Adams as a list in a
 * list, epoch and step; and an entry of our own that says which configuration it belongs to.
 */
final class CheckpointFile {

    private static final String OURS = "vidstyle_farm";
    private static final String FACTS = "facts";
    private static final String OWN_NET = "bVAE_enc.z0_diffeq_solver.";
    private static final String SECOND_LISTING = "bVAE_enc.encoder_z0.z0_diffeq_solver.";
    private static final int FACTS_SHOWN = 6;

    private CheckpointFile() {}

    /** Writes the file as a whole or not at all: what was there before stays until then. */
    static void write(Path file, Learner learner, Progress progress, Map<String, String> facts) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (NDManager scope = learner.model().newSubManager()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("epoch", progress.epoch());
            tree.put("global_step", progress.step());
            tree.put("pytorch-lightning_version", "2.2.1");
            tree.put("state_dict", stateDict(learner));
            tree.put("callbacks", Map.of());
            tree.put(
                    "optimizer_states",
                    List.of(learner.optimisers().stream()
                            .map(each -> state(scope, each))
                            .toList()));
            tree.put("lr_schedulers", List.of());
            tree.put(OURS, Map.of(FACTS, new TreeMap<>(facts)));
            TorchWriter.write(file, tree);
        } catch (IOException e) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
            throw e;
        }
    }

    /** How far a run has come. */
    record Progress(long step, long epoch) {}

    private static Map<String, NDArray> stateDict(Learner learner) {
        Map<String, NDArray> dict = new LinkedHashMap<>();
        learner.trained().all().forEach((name, array) -> {
            dict.put(name, array);
            if (name.startsWith(OWN_NET)) { // the reference lists the encoder's ODE function twice
                dict.put(SECOND_LISTING + name.substring(OWN_NET.length()), array);
            }
        });
        return dict;
    }

    private static Map<String, Object> state(NDManager scope, Learner.Optimiser optimiser) {
        Map<Long, Object> states = new LinkedHashMap<>();
        for (int i = 0; i < optimiser.names().size(); i++) {
            Map<String, NDArray> state = new LinkedHashMap<>();
            state.put("step", scope.create((float) optimiser.adam().steps()));
            state.put("exp_avg", optimiser.adam().firstMoments().get(i));
            state.put("exp_avg_sq", optimiser.adam().secondMoments().get(i));
            states.put((long) i, state);
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("lr", optimiser.rate());
        group.put("betas", List.of(0.9, optimiser.beta2()));
        group.put("eps", 1e-8);
        group.put("weight_decay", 0L);
        List.of("amsgrad", "maximize", "capturable", "differentiable", "fused").forEach(key -> group.put(key, false));
        group.put("foreach", Optional.empty());
        group.put(
                "params", LongStream.range(0, optimiser.names().size()).boxed().toList());
        return Map.of("state", states, "param_groups", List.of(group));
    }

    /**
     * Puts a learner where the file's run was.
     *
     * @throws CheckpointException if the file is of another configuration or lacks something; the learner is then of no use
     */
    static Progress read(Path file, Learner learner, Map<String, String> facts) {
        Checkpoint checkpoint = Checkpoint.open(file);
        requireFacts(file, checkpoint, facts);
        learner.trained().read(file.toString(), checkpoint.tensors("state_dict"));
        for (int group = 0; group < learner.optimisers().size(); group++) {
            restore(checkpoint, learner, group);
        }
        return new Progress(number(checkpoint, "global_step"), number(checkpoint, "epoch"));
    }

    private static void restore(Checkpoint checkpoint, Learner learner, int group) {
        Learner.Optimiser optimiser = learner.optimisers().get(group);
        String at = Integer.toString(group);
        Object found = checkpoint.find("optimizer_states", "0", at, "state").orElse("");
        int there = found instanceof Map<?, ?> states ? states.size() : 0;
        if (there != optimiser.names().size()) {
            throw new CheckpointException(
                    checkpoint.name() + " has the state of " + there + " parameters for optimiser "
                            + group + "; expected " + optimiser.names().size()
                            + ": is it a checkpoint of a training run, and of this configuration?");
        }
        try (NDManager scope = learner.model().newSubManager()) {
            NDList first = new NDList();
            NDList second = new NDList();
            for (int i = 0; i < there; i++) {
                String[] path = {"optimizer_states", "0", at, "state", Integer.toString(i), ""};
                first.add(moment(checkpoint, scope, path, "exp_avg"));
                second.add(moment(checkpoint, scope, path, "exp_avg_sq"));
            }
            double steps = checkpoint
                    .tensor("optimizer_states", "0", at, "state", "0", "step")
                    .toArray(scope)
                    .getFloat();
            optimiser.adam().restore(first, second, (int) steps);
        }
    }

    private static NDArray moment(Checkpoint checkpoint, NDManager scope, String[] path, String name) {
        path[path.length - 1] = name;
        return checkpoint.tensor(path).toArray(scope);
    }

    private static long number(Checkpoint checkpoint, String key) {
        return checkpoint
                .find(key)
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .orElseThrow(() -> new CheckpointException(checkpoint.name() + " has no " + key));
    }

    /** A checkpoint of the reference says nothing about its configuration; the shapes of its arrays must do. */
    private static void requireFacts(Path file, Checkpoint checkpoint, Map<String, String> facts) {
        if (!(checkpoint.find(OURS, FACTS).orElse("") instanceof Map<?, ?> stored)) {
            return;
        }
        Map<String, String> there = new TreeMap<>();
        stored.forEach((key, value) -> there.put(key.toString(), value.toString()));
        Map<String, String> keys = new TreeMap<>(there);
        keys.putAll(facts);
        List<String> differences = new ArrayList<>();
        for (String key : keys.keySet()) {
            String before = there.getOrDefault(key, "not set");
            String now = facts.getOrDefault(key, "not set");
            if (!before.equals(now)) {
                differences.add(key + " was " + before + " and is " + now);
            }
        }
        if (!differences.isEmpty()) {
            throw new CheckpointException(file + " is of another configuration: "
                    + String.join("; ", differences.subList(0, Math.min(FACTS_SHOWN, differences.size())))
                    + (differences.size() > FACTS_SHOWN
                            ? "; and " + (differences.size() - FACTS_SHOWN) + " more"
                            : ""));
        }
    }
}
