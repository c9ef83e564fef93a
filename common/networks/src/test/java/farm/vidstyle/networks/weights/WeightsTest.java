package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void missingUnexpectedAndMisshapenNamesAreReportedTogether() {
        Weights weights = sample().scope("layer.");

        weights.get("weight", 3, 2);
        weights.get("bias", 3);
        weights.get("gain", 1);

        assertThatThrownBy(weights::verify)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("sample: of 3 names 2 are used")
                .hasMessageContaining("missing [layer.gain]")
                .hasMessageContaining("unexpected [layer.steps]")
                .hasMessageContaining("misshapen [layer.weight (2, 3), expected (3, 2)]");
    }

    @Test
    void completeScopesPass() {
        Weights weights = sample().scope("layer.");

        NDArray weight = weights.get("weight", 2, -1);
        NDArray wide = weights.float64("bias", 3);
        weights.ignore("steps");

        weights.verify();
        assertThat(weight.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(wide.getDataType()).isEqualTo(DataType.FLOAT64);
        assertThat(weights.get("weight", 2, 3)).isSameAs(weight);
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("good", manager.create(new float[] {3e38f, 3e38f})); // whose sum overflows
        arrays.put("nan", manager.create(new float[] {1, Float.NaN}));
        arrays.put("infinite", manager.create(new float[] {1, Float.NEGATIVE_INFINITY}));
        Weights weights =
                Checkpoint.of("bad", Safetensors.encode(arrays, Map.of())).weights(manager);

        arrays.keySet().forEach(name -> weights.get(name, 2));

        assertThatThrownBy(weights::verify)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("bad: of 3 names 3 are used")
                .hasMessageContaining("with NaN or infinite values [nan, infinite]");
    }

    @Test
    void theWrongLevelOfAFileIsExplained() {
        byte[] file = TorchWriter.encode(Map.of("g_ema", Map.of("weight", manager.create(1f)), "iteration", 7));

        assertThatThrownBy(() -> Checkpoint.of("ffhq.pt", file).weights(manager))
                .hasMessageContaining("ffhq.pt has no tensors of its own; it has")
                .hasMessageContaining("g_ema (a dictionary of 1)")
                .hasMessageContaining("name the one that is meant");
    }

    @Test
    void grownWeightsMakeWhatANetworkAsksFor() {
        Weights weights = Weights.grown(manager, (name, shape, type, trained) -> {
            NDArray array = manager.ones(shape, type);
            array.setRequiresGradient(trained);
            return array;
        });

        NDArray weight = weights.scope("layer.").get("weight", 2, 3);
        NDArray kernel = weights.buffer("kernel", 4, 4);

        weights.verify();
        assertThat(weight.hasGradient()).isTrue();
        assertThat(kernel.hasGradient()).isFalse();
        assertThat(weights.given()).containsOnlyKeys("layer.weight", "kernel");
        assertThat(weights.trained()).containsOnlyKeys("layer.weight");
    }

    @Test
    void safetensorsKeepEveryTypeAndTheMetadata() throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("doubles", manager.create(new double[] {0.1, -2}, new Shape(2, 1)));
        arrays.put("floats", manager.create(new float[] {1, 2, 3}));
        arrays.put("halves", manager.create(new float[] {0.5f, 4, 6}).toType(DataType.FLOAT16, true));
        arrays.put("counts", manager.create(new long[] {1L << 40}));
        arrays.put("scalar", manager.create(7f));
        arrays.put("view", manager.arange(6f).reshape(2, 3).transpose());
        Path file = folder.resolve("all.safetensors");

        Safetensors.write(file, arrays, Map.of("format", "pt"));

        Checkpoint checkpoint = Checkpoint.open(file);
        assertThat(checkpoint.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(checkpoint.tensors().keySet()).containsExactlyElementsOf(arrays.keySet());
        checkpoint.tensors().forEach((name, tensor) -> assertThat(tensor.toArray(manager))
                .as(name)
                .isEqualTo(arrays.get(name)));
    }

    @Test
    void codesSurviveAMessage() {
        NDArray codes = manager.randomNormal(new Shape(2, 18, 512));

        byte[] message = Safetensors.encode(Map.of("w", codes), Map.of());

        assertThat(Checkpoint.of("message", message).tensor("w").toArray(manager))
                .isEqualTo(codes);
        assertThatThrownBy(() -> Checkpoint.of("message", message).tensor("v"))
                .hasMessageContaining("message: v does not exist; the file has [w]");
    }

    private Weights sample() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("layer.weight", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
        arrays.put("layer.bias", manager.create(new float[] {1, 2, 3}));
        arrays.put("layer.steps", manager.create(new long[] {7}));
        arrays.put("other", manager.create(1f));
        return Weights.stored(
                manager,
                "sample",
                Checkpoint.of("sample", Safetensors.encode(arrays, Map.of())).tensors());
    }
}
