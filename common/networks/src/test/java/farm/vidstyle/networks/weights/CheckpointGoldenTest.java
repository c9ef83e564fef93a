package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.golden.Golden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointGoldenTest {
    private final Golden golden = Golden.folder("11_formats");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip_tensors_only.pt", "legacy_tensors_only.pt", "zip_pickle_protocol4.pt"})
    void everyTypeAndLayoutOfTensorIsReadExactly(String file) {
        Map<String, StoredTensor> tensors = Checkpoint.open(golden.file(file)).tensors();

        assertThat(tensors).isNotEmpty();
        tensors.forEach((name, tensor) -> golden.check("expected_" + name, tensor.toArray(manager), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip_mixed.pt", "legacy_mixed.pt"})
    void tensorsAmongOtherPlainDataAreReadExactly(String file) {
        Checkpoint checkpoint = Checkpoint.open(golden.file(file));

        checkpoint
                .tensors("state_dict")
                .forEach((name, tensor) -> golden.check("expected_" + name, tensor.toArray(manager), 0));
        assertThat(checkpoint.find("extra")).get().isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000.pt",
                "001.pt",
                "002_legacy.pt",
                "003_cuda_tag.pt",
                "004_parameter.pt",
                "005_view_with_offset.pt",
                "006_half.pt"
            })
    void codesOfOneFrameAreASingleTensor(String file) {
        var codes = Checkpoint.open(golden.file(file)).tensor().toArray(manager);

        var expected = golden.array(manager, "expected_wplus");
        double scale = file.startsWith("005") ? 2 : 1;
        double tolerance = file.startsWith("006") ? 1e-3 : 0; // half precision
        var difference = codes.toType(expected.getDataType(), false)
                .reshape(expected.getShape())
                .sub(expected.mul(scale));
        assertThat(difference.abs().max().getFloat() / expected.abs().max().getFloat())
                .isLessThanOrEqualTo((float) tolerance);
    }

    @Test
    void metadataOfAStateDictIsLeftOut() {
        Checkpoint checkpoint = Checkpoint.open(golden.file("state_dict_with_metadata.pt"));

        assertThat(checkpoint.tensors()).isNotEmpty();
        assertThat(checkpoint.find("_metadata")).isEqualTo(Optional.empty());
    }

    @Test
    void namespaceIsReadAsItsAttributes() {
        Golden psp = Golden.folder("09_psp");

        Checkpoint checkpoint = Checkpoint.open(psp.file("psp_tiny_namespace_opts.pt"));

        assertThat(checkpoint.find("opts")).get().isInstanceOf(Map.class);
        assertThat((Map<?, ?>) checkpoint.find("opts").orElseThrow()).isNotEmpty();
        assertThat(checkpoint.find("nothing", "at", "all")).isEmpty();
        assertThat(List.copyOf(checkpoint.tensors("state_dict").keySet())).isNotEmpty();
    }
}
