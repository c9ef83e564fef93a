package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.loss.CodeLoss;
import farm.vidstyle.trainer.training.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What is known of the codes of stage 1.
 *
 * @param weights of normalised codes' numbers in a loss, L times S, by their effect on the picture
 * @param readers rows over normalised codes that read poses and looks
 */
record CodeMeasures(CodeBasis basis, double[] weights, double[][] readers) {

    private static final double POSE_COUNT = 2; // there are many more looks than axes, and looks stand still

    /** What a run found earlier. Another machine rounds otherwise, and principal components may then point the other way. */
    static CodeMeasures read(Path file, NDManager manager) {
        Map<String, StoredTensor> stored = Checkpoint.open(file).tensors();
        try (NDManager scope = manager.newSubManager()) {
            NDArray directions = Parameters.find(stored, "directions", file).toArray(scope);
            CodeStatistics statistics = new CodeStatistics(
                    Parameters.find(stored, "mean", file).toArray(scope).toDoubleArray(),
                    Parameters.find(stored, "deviation", file).toArray(scope).toDoubleArray());
            double[][][] layers = new double[(int) directions.getShape().get(0)][][];
            Arrays.setAll(layers, layer -> rows(directions.get(layer)));
            return new CodeMeasures(
                    new CodeBasis(statistics, layers),
                    Parameters.find(stored, "weights", file).toArray(scope).toDoubleArray(),
                    rows(Parameters.find(stored, "readers", file).toArray(scope)));
        }
    }

    private static double[][] rows(NDArray array) {
        double[] flat = array.toDoubleArray();
        int width = (int) array.getShape().get(1);
        double[][] rows = new double[flat.length / width][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width));
        return rows;
    }

    /** Keeps it for a run that goes on. */
    void write(Path file, NDManager manager) throws IOException {
        double[][] flat =
                Arrays.stream(basis.directions()).flatMap(Arrays::stream).toArray(double[][]::new);
        double[][][] directions = basis.directions();
        try (NDManager scope = manager.newSubManager()) {
            Shape shape = new Shape(directions.length, directions[0].length, directions[0][0].length);
            Map<String, NDArray> arrays = Map.of(
                    "mean", scope.create(basis.statistics().mean()),
                    "deviation", scope.create(basis.statistics().deviation()),
                    "directions", scope.create(joined(flat), shape),
                    "weights", scope.create(weights),
                    "readers", scope.create(joined(readers), new Shape(readers.length, readers[0].length)));
            Safetensors.write(file, arrays, Map.of());
        }
    }

    private static double[] joined(double[]... rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Of codes that a style mapper makes, by these measures. */
    CodeLoss loss(NDManager manager) {
        int layers = basis.directions().length;
        int numbers = weights.length;
        float[] columns = new float[numbers * readers.length];
        for (int i = 0; i < columns.length; i++) {
            int quantity = i % readers.length;
            double count = quantity < PoseAxis.ALL.size() ? POSE_COUNT : 1;
            columns[i] = (float) (count * readers[quantity][i / readers.length]);
        }
        float[] narrow = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            narrow[i] = (float) weights[i];
        }
        return new CodeLoss(
                basis.toNormalised(manager),
                manager.create(narrow, new Shape(layers, numbers / layers)),
                manager.create(columns, new Shape(numbers, readers.length)));
    }
}
