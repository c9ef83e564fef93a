package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another basis for W+, folded into the encoder's last layers and the generator's modulations, so that pictures stay what they were.
 *
 * <p>First, every number gets zero mean and unit deviation. Second, each layer's code gets 2K more numbers: how far to go along K directions in
 * which codes change when people move or are edited, forwards and backwards. The encoder leaves them at zero; they are for the style mapper.
 * Its last operation is a leaky ReLU of slope 0.01, after one scale and shift for all layers of a group: it can hardly go below zero, nor
 * treat the layers of a group differently. In this basis neither is a limit: a direction means the right thing in every layer at once, and
 * its opposite has a number of its own.
 *
 * @param statistics of the codes before
 * @param directions [L][S][K] in normalised codes; a group's layers share their coefficients
 */
record CodeBasis(CodeStatistics statistics, double[][][] directions) {

    private int codeWidth() {
        return directions[0].length;
    }

    private int components() {
        return directions[0][0].length;
    }

    private int styleWidth() {
        return codeWidth() + 2 * components();
    }

    /** The encoder's arrays with codes in the new basis. */
    Map<String, NDArray> foldEncoder(Map<String, NDArray> encoder, NDManager manager) {
        Map<String, NDArray> folded = new LinkedHashMap<>();
        encoder.forEach(
                (name, array) -> folded.put(name, name.startsWith("codes.") ? foldCode(name, array, manager) : array));
        return folded;
    }

    /** Normalises the rows of one output layer; rows of zeros for the components. */
    private NDArray foldCode(String name, NDArray array, NDManager manager) {
        int layer = Integer.parseInt(name.split("\\.", -1)[1]);
        float[] values = array.toFloatArray();
        boolean bias = name.endsWith("bias");
        int columns = values.length / codeWidth();
        float[] folded = new float[styleWidth() * columns];
        for (int row = 0; row < codeWidth(); row++) {
            int index = layer * codeWidth() + row;
            double shift = bias ? statistics.mean()[index] : 0;
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                folded[at] = (float) ((values[at] - shift) / statistics.deviation()[index]);
            }
        }
        return manager.create(folded, bias ? new Shape(styleWidth()) : new Shape(styleWidth(), columns));
    }

    /** The generator's arrays for codes in the new basis. */
    Map<String, NDArray> foldGenerator(Map<String, NDArray> generator, NDManager manager) {
        Map<String, NDArray> folded = new LinkedHashMap<>(generator);
        generator.keySet().stream()
                .filter(name -> name.endsWith("modulation.weight"))
                .forEach(name -> {
                    String biasName = name.replace("weight", "bias");
                    float[] weight = generator.get(name).toFloatArray();
                    int layer = styleLayer(name);
                    float[] bias = shifted(generator.get(biasName).toFloatArray(), weight, layer);
                    folded.put(name, manager.create(widened(weight, layer), new Shape(bias.length, styleWidth())));
                    folded.put(biasName, manager.create(bias));
                });
        return folded;
    }

    /** The mean code's share goes into the bias; weights are stored at unit variance and divided by the root of their inputs in use. */
    private float[] shifted(float[] bias, float[] weight, int layer) {
        int width = codeWidth();
        for (int channel = 0; channel < bias.length; channel++) {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += weight[channel * width + i] * statistics.mean()[layer * width + i];
            }
            bias[channel] += (float) (sum / Math.sqrt(width));
        }
        return bias;
    }

    private float[] widened(float[] weight, int layer) {
        int width = codeWidth();
        int components = components();
        double scale = Math.sqrt(styleWidth() / (double) width);
        float[] wide = new float[weight.length / width * styleWidth()];
        for (int i = 0; i < weight.length; i++) {
            int at = i / width * styleWidth();
            int coordinate = i % width;
            double value = weight[i] * statistics.deviation()[layer * width + coordinate] * scale;
            wide[at + coordinate] = (float) value;
            for (int k = 0; k < components; k++) {
                float along = (float) (value * directions[layer][coordinate][k]);
                wide[at + width + k] += along;
                wide[at + width + components + k] -= along;
            }
        }
        return wide;
    }

    /** Codes in the new basis to normalised ones: [L, styleWidth, S]. */
    NDArray toNormalised(NDManager manager) {
        int width = codeWidth();
        int components = components();
        float[] matrices = new float[directions.length * styleWidth() * width];
        for (int layer = 0; layer < directions.length; layer++) {
            for (int i = 0; i < width; i++) {
                int start = layer * styleWidth() * width + i;
                matrices[start + i * width] = 1;
                for (int k = 0; k < components; k++) {
                    matrices[start + (width + k) * width] = (float) directions[layer][i][k];
                    matrices[start + (width + components + k) * width] = (float) -directions[layer][i][k];
                }
            }
        }
        return manager.create(matrices, new Shape(directions.length, styleWidth(), width));
    }

    /** Which row of W+ a modulation reads. */
    private static int styleLayer(String name) {
        if (name.startsWith("conv1.")) {
            return 0;
        } else if (name.startsWith("to_rgb1.")) {
            return 1;
        }
        int index = Integer.parseInt(name.split("\\.", -1)[1]);
        return name.startsWith("convs.") ? 1 + index : 3 + 2 * index;
    }
}
