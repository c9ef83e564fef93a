package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.TorchWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** NVIDIA's names are written here from their side: a module a resolution, the layers in it, no leading axes. */
class NvidiaLayoutTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("02_stylegan_human");
    private final Path file = golden.file("generator_human.pt");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aGeneratorInNvidiasLayoutPaintsAndMapsTheSame() {
        Generator rosinality = Generator.load(manager, Checkpoint.open(file));

        Generator nvidia = Generator.load(manager, nvidia(inNvidiasLayout()));

        assertThat(nvidia.config()).isEqualTo(rosinality.config());
        NDArray z = golden.array(manager, "z");
        NDArray w = Gradients.off(() -> nvidia.mapping().map(z));
        assertThat(w).isEqualTo(Gradients.off(() -> rosinality.mapping().map(z)));
        golden.check("image_from_z", Gradients.off(() -> nvidia.synthesize(w)), 2e-5);
    }

    @Test
    void whatHasNoCounterpartIsReportedUnderItsOwnName() {
        Map<String, NDArray> tensors = inNvidiasLayout();
        tensors.put("synthesis.b8.skip.weight", manager.ones(new Shape(2, 2)));
        tensors.remove("synthesis.b8.conv1.affine.bias");

        assertThatThrownBy(() -> Generator.load(manager, nvidia(tensors)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("missing [convs.1.conv.modulation.bias]")
                .hasMessageContaining("unexpected [synthesis.b8.skip.weight]");
    }

    private static Checkpoint nvidia(Map<String, NDArray> tensors) {
        return Checkpoint.of("human.pt", TorchWriter.encode(Map.of("G_ema", tensors)));
    }

    private Map<String, NDArray> inNvidiasLayout() {
        Map<String, NDArray> from = new LinkedHashMap<>();
        Checkpoint.open(file).tensors("G_ema").forEach((name, tensor) -> from.put(name, tensor.toArray(manager)));
        Map<String, NDArray> to = new LinkedHashMap<>();
        for (int i = 1; from.containsKey("style." + i + ".weight"); i++) {
            to.put("mapping.fc" + (i - 1) + ".weight", from.get("style." + i + ".weight"));
            to.put("mapping.fc" + (i - 1) + ".bias", from.get("style." + i + ".bias"));
        }
        NDArray filter = from.get("convs.0.conv.blur.kernel").div(4);
        to.put("mapping.w_avg", manager.zeros(new Shape(2)));
        to.put("synthesis.b4.const", from.get("input.input").squeeze(0));
        to.put("synthesis.b4.resample_filter", filter);
        layer(from, to, List.of("conv1", "synthesis.b4.conv1", "noises.noise_0"));
        colours(from, to, "to_rgb1", "synthesis.b4.torgb");
        for (int block = 0; from.containsKey("to_rgbs." + block + ".bias"); block++) {
            String place = "synthesis.b" + (8 << block);
            to.put(place + ".resample_filter", filter);
            int up = 2 * block;
            layer(from, to, List.of("convs." + up, place + ".conv0", "noises.noise_" + (up + 1)));
            layer(from, to, List.of("convs." + (up + 1), place + ".conv1", "noises.noise_" + (up + 2)));
            to.put(place + ".conv0.resample_filter", filter);
            to.put(place + ".conv1.resample_filter", filter);
            colours(from, to, "to_rgbs." + block, place + ".torgb");
        }
        return to;
    }

    /** {@code names}: the layer there, the layer here, its noise there. */
    private static void layer(Map<String, NDArray> from, Map<String, NDArray> to, List<String> names) {
        modulated(from, to, names.get(0), names.get(1));
        to.put(names.get(1) + ".bias", from.get(names.get(0) + ".activate.bias"));
        to.put(
                names.get(1) + ".noise_strength",
                from.get(names.get(0) + ".noise.weight").squeeze());
        to.put(names.get(1) + ".noise_const", from.get(names.get(2)).squeeze(0).squeeze(0));
    }

    private static void colours(Map<String, NDArray> from, Map<String, NDArray> to, String there, String here) {
        modulated(from, to, there, here);
        to.put(here + ".bias", from.get(there + ".bias").flatten());
    }

    private static void modulated(Map<String, NDArray> from, Map<String, NDArray> to, String there, String here) {
        to.put(here + ".weight", from.get(there + ".conv.weight").squeeze(0));
        to.put(here + ".affine.weight", from.get(there + ".conv.modulation.weight"));
        to.put(here + ".affine.bias", from.get(there + ".conv.modulation.bias"));
    }
}
