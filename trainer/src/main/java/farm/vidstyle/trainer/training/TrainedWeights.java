package farm.vidstyle.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The arrays of networks in training without moving averages, each made from a seed and its name when a network asks for it, and replaced by
 * those of a checkpoint where there is one.
 */
public final class TrainedWeights {

    private static final TorchScript SCRIPT = TorchScript.load(TrainedWeights.class, "adam.torchscript");
    private static final int NAMES_IN_REPORT = 8;

    private final NDManager model;
    private final Weights weights;

    public TrainedWeights(NDManager model, long seed, InitialValues rule) {
        this.model = model;
        weights = Weights.grown(model, (name, shape, type, trained) -> {
            double[] values = rule.values(name, shape, new Random(seed * 31 + name.hashCode()));
            NDArray array = model.create(values, shape);
            NDArray typed = type == DataType.FLOAT64 ? array : array.toType(type, false);
            if (typed != array) {
                array.close();
            }
            typed.setRequiresGradient(trained);
            return typed;
        });
    }

    /** What networks are built from. */
    public Weights weights() {
        return weights;
    }

    /** All arrays that networks asked for, by name: the trained ones and the others. */
    public Map<String, NDArray> all() {
        return weights.given();
    }

    public Map<String, NDArray> trained() {
        return weights.trained();
    }

    /** Takes over the values of stored arrays of the same names; further ones in the file are left alone. */
    public void read(String source, Map<String, StoredTensor> stored) {
        List<String> problems = new ArrayList<>();
        NDList targets = new NDList();
        try (NDManager scope = model.newSubManager()) {
            NDList values = new NDList();
            weights.given().forEach((name, array) -> {
                Optional<StoredTensor> found =
                        Optional.ofNullable(stored.get(name)).filter(tensor -> fits(tensor, array.getShape()));
                if (found.isPresent()) {
                    targets.add(array);
                    values.add(found.get().toArray(scope));
                } else {
                    problems.add(describe(name, array.getShape(), Optional.ofNullable(stored.get(name))));
                }
            });
            if (!problems.isEmpty()) {
                throw new CheckpointException(source + " is of another configuration: " + problems.size() + " of "
                        + weights.given().size() + " arrays do not fit: "
                        + String.join(", ", problems.subList(0, Math.min(NAMES_IN_REPORT, problems.size()))));
            }
            Gradients.off(() -> SCRIPT.call("assign", targets, values)).close();
        }
    }

    private static boolean fits(StoredTensor tensor, Shape shape) {
        return tensor.shape().equals(shape);
    }

    private static String describe(String name, Shape shape, Optional<StoredTensor> stored) {
        return name + " is " + stored.map(tensor -> tensor.shape().toString()).orElse("missing") + ", expected "
                + shape;
    }
}
