package farm.vidstyle.networks.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.TorchWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
    @TempDir
    private Path folder;

    @Test
    void tensorsAndPlainValuesOfACheckpointAreListedAndSummedUp() throws IOException {
        Path file = folder.resolve("last.ckpt");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("epoch", 3);
            tree.put(
                    "state_dict",
                    new LinkedHashMap<>(Map.of(
                            "net.0.weight", manager.zeros(new Shape(2, 3)),
                            "net.0.bias", manager.zeros(new Shape(2), DataType.FLOAT16))));
            TorchWriter.write(file, tree);
        }

        FileContents contents = FileContents.of(file);

        assertThat(contents.tensors())
                .containsExactlyInAnyOrder(
                        new FileContents.Tensor(List.of("state_dict", "net.0.weight"), "float32", List.of(2L, 3L), 24),
                        new FileContents.Tensor(List.of("state_dict", "net.0.bias"), "float16", List.of(2L), 4));
        assertThat(contents.values()).containsEntry("epoch", "3");
        assertThat(TensorTree.of(contents.tensors()).lines(2))
                .containsExactly(
                        "2 tensors, 8 numbers, 28 B",
                        "  state_dict  2 tensors, 8 numbers, 28 B",
                        "    net  2 tensors, 8 numbers, 28 B");
        assertThat(TensorTree.of(contents.tensors()).lines(9)).contains("        weight  float32 [2, 3]");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> FileContents.of(folder.resolve("absent.pt")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no file '" + folder.resolve("absent.pt") + "'");
    }
}
