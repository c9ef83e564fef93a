package farm.vidstyle.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The arrays of a network in training, each made when the network first asks for it, and their moving averages, which are what a bundle
 * ships. Values follow from the seed and the name alone, so that the order of asking does not matter.
 */
public final class Parameters {

    private static final TorchScript SCRIPT = TorchScript.load(Parameters.class, "adam.torchscript");

    private final NDManager model;
    private final long seed;
    private final InitialValues rule;
    private final Weights weights;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    public Parameters(NDManager model, long seed, InitialValues rule) {
        this.model = model;
        this.seed = seed;
        this.rule = rule;
        weights = Weights.grown(model, this::create);
    }

    /** What networks are built from, to be trained. */
    public Weights weights() {
        return weights;
    }

    /** What networks are built from to use the moving averages; such a network follows as training goes on. */
    public Weights averaged() {
        return Weights.grown(model, (name, shape, type, trained) -> averageOf(name));
    }

    /** The trained arrays of the given names; all others stop asking for gradients. */
    public List<NDArray> trained(Predicate<String> learns) {
        List<NDArray> chosen = new ArrayList<>();
        weights.trained().forEach((name, array) -> {
            array.setRequiresGradient(learns.test(name));
            if (learns.test(name)) {
                chosen.add(array);
            }
        });
        return chosen;
    }

    private NDArray averageOf(String name) {
        NDArray average = averages.get(name);
        if (average == null) {
            throw new IllegalArgumentException(
                    "no parameter " + name + " is in training; there are " + averages.keySet());
        }
        return average;
    }

    private NDArray create(String name, Shape shape, DataType type, boolean trained) {
        double[] values = rule.values(name, shape, new Random(seed * 31 + name.hashCode()));
        NDArray array = ofType(values, shape, type);
        NDArray average = ofType(values, shape, type);
        array.setRequiresGradient(trained);
        averages.put(name, average);
        return array;
    }

    private NDArray ofType(double[] values, Shape shape, DataType type) {
        if (type == DataType.FLOAT64) {
            return model.create(values, shape);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return model.create(narrow, shape);
    }

    /** The numbers of an array of any type. */
    public static double[] valuesOf(NDArray array) {
        try (NDManager scope = array.getManager().newSubManager()) {
            NDArray wide = Gradients.off(() -> array.toType(DataType.FLOAT64, true));
            wide.attach(scope);
            return wide.toDoubleArray();
        }
    }

    /** Replaces a parameter and its average. */
    public void set(String name, double[] values) {
        for (NDArray array : List.of(weights.given().get(name), averageOf(name))) {
            try (NDArray replacement = ofType(values, array.getShape(), array.getDataType())) {
                Gradients.off(() -> SCRIPT.call("assign", new NDList(array), new NDList(replacement)))
                        .close();
            }
        }
    }

    /** Moves the averages towards the parameters: {@code average = keep * average + (1 - keep) * parameter}. */
    public void average(double keep) {
        NDList trained = new NDList();
        NDList means = new NDList();
        weights.trained().forEach((name, array) -> {
            trained.add(array);
            means.add(averages.get(name));
        });
        Gradients.off(() -> SCRIPT.call("average", means, trained, keep)).close();
    }

    public Map<String, NDArray> averages() {
        return Collections.unmodifiableMap(averages);
    }

    /** Writes parameters and averages. */
    public void write(Path file, Map<String, String> metadata) throws IOException {
        Map<String, NDArray> all = new LinkedHashMap<>();
        give(all, "");
        Safetensors.write(file, all, metadata);
    }

    /** Takes over parameters and averages of the same names; networks must have been built before. */
    public void read(Path file) {
        take(Checkpoint.open(file).tensors(), "", file);
    }

    void give(Map<String, NDArray> all, String prefix) {
        weights.given().forEach((name, array) -> all.put(prefix + "now." + name, array));
        averages.forEach((name, array) -> all.put(prefix + "mean." + name, array));
    }

    void take(Map<String, StoredTensor> stored, String prefix, Path file) {
        try (NDManager scope = model.newSubManager()) {
            NDList targets = new NDList();
            NDList values = new NDList();
            weights.given().forEach((name, array) -> {
                targets.add(array);
                values.add(find(stored, prefix + "now." + name, file).toArray(scope));
                targets.add(averages.get(name));
                values.add(find(stored, prefix + "mean." + name, file).toArray(scope));
            });
            Gradients.off(() -> SCRIPT.call("assign", targets, values)).close();
        }
    }

    /** A tensor that a snapshot must have. */
    public static StoredTensor find(Map<String, StoredTensor> stored, String name, Path file) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null) {
            throw new CheckpointException(file + " has no " + name + "; was it written by another recipe?");
        }
        return tensor;
    }
}
