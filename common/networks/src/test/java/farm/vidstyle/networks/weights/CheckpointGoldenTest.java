package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointGoldenTest {
    private final Golden golden = Golden.folder("11_formats");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyTypeAndLayoutOfTensorIsReadExactly() {
        golden.eachOf(files("(zip|legacy)_(tensors_only|pickle_protocol\\d)"), file -> {
            Map<String, StoredTensor> tensors =
                    Checkpoint.open(golden.file(file + ".pt")).tensors();

            assertThat(tensors).isNotEmpty();
            tensors.forEach((name, tensor) -> golden.check("expected_" + name, tensor.toArray(manager), 0));
        });
    }

    @Test
    void tensorsAmongOtherPlainDataAreReadExactly() {
        golden.eachOf(files("(zip|legacy)_mixed"), file -> {
            Checkpoint checkpoint = Checkpoint.open(golden.file(file + ".pt"));

            checkpoint
                    .tensors("state_dict")
                    .forEach((name, tensor) -> golden.check("expected_" + name, tensor.toArray(manager), 0));
            assertThat(checkpoint.find("extra")).get().isInstanceOf(Map.class);
        });
    }

    @Test
    void codesOfOneFrameAreASingleTensor() {
        golden.eachOf(files("\\d{3}(_\\w+)?"), file -> {
            NDArray codes = Checkpoint.open(golden.file(file + ".pt")).tensor().toArray(manager);

            Shape shape = golden.array(manager, "expected_wplus").getShape();
            double scale = file.endsWith("view_with_offset") ? 0.5 : 1;
            double tolerance = file.endsWith("half") ? 1e-3 : 0;
            golden.check(
                    "expected_wplus",
                    codes.toType(DataType.FLOAT32, false).reshape(shape).mul(scale),
                    tolerance);
        });
    }

    @Test
    void everyFileOfTheListIsThere() {
        List<String> listed = new ArrayList<>();
        golden.meta().get("files").forEach(file -> listed.add(file.asText()));

        golden.eachOf(listed, golden::file);
    }

    private List<String> files(String pattern) {
        return golden.cases(".pt").stream()
                .filter(name -> name.matches(pattern))
                .toList();
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
        String file = psp.names(".pt").stream()
                .filter(name -> name.contains("namespace"))
                .findFirst()
                .orElse("psp_tiny_namespace_opts");

        Checkpoint checkpoint = Checkpoint.open(psp.file(file + ".pt"));

        assertThat(checkpoint.find("opts")).get().isInstanceOf(Map.class);
        assertThat((Map<?, ?>) checkpoint.find("opts").orElseThrow()).isNotEmpty();
        assertThat(checkpoint.find("nothing", "at", "all")).isEmpty();
        assertThat(List.copyOf(checkpoint.tensors("state_dict").keySet())).isNotEmpty();
    }
}
