package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that are neither torch.save's nor a single .safetensors. */
class OtherFormatsTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void torchScriptArchivesAreContainersOfWeights() {
        String attention = "c__torch__.torch.nn.modules.___torch_mangle_7\nAttention\n)\u0081}(U\10trainingK\0U\6weight"
                + tensor("K\0K\2\u0085K\1\u0085") + "ub";
        String visual = "c__torch__.clip.model\nVisual\n)\u0081}(U\4attn" + attention + "U\5sizes"
                + "ctorch.jit._pickle\nbuild_intlist\n(](K\1K\2etRub";
        String model = "c__torch__.clip.model\nCLIP\n)\u0081}(U\6visual" + visual + "U\5scale" + tensor("K\2))") + "ub";
        byte[] file = new ZipBytes()
                .stored("ViT-B-32/data.pkl", (HostilePickles.PROTOCOL + model + ".").getBytes(ISO_8859_1))
                .stored("ViT-B-32/data/0", floats(1, 2, 3, 4))
                .deflated("ViT-B-32/code/__torch__/clip/model.py", new byte[5000]) // never read, so it may be anything
                .stored("ViT-B-32/constants.pkl", "cos\nsystem\n.".getBytes(ISO_8859_1))
                .bytes();

        Checkpoint checkpoint = Checkpoint.of("ViT-B-32.pt", file);

        assertThat(checkpoint.tensors()).containsOnlyKeys("visual.attn.weight", "scale");
        assertThat(checkpoint.tensors("visual")).containsOnlyKeys("attn.weight");
        assertThat(checkpoint
                        .tensor("visual", "attn", "weight")
                        .toArray(manager)
                        .toFloatArray())
                .containsExactly(1, 2);
        assertThat(checkpoint.tensors().get("scale").toArray(manager).getFloat())
                .isEqualTo(3);
        assertThat(checkpoint.className()).contains("__torch__.clip.model.CLIP");
        assertThat(checkpoint.find("visual", "sizes", "1")).contains(2L);
    }

    /** A tensor of storage 0, from its offset, shape and strides. */
    private static String tensor(String view) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\4tQ" + view
                + "\u0089ccollections\nOrderedDict\n)RtR";
    }

    @Test
    void arraysOfAnNpzAreReadInBothOrdersStoredAndCompressed() {
        String rows = "'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), ";
        String columns = "'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), ";
        byte[] file = new ZipBytes()
                .stored("rows.npy", npy(rows, floats(1, 2, 3, 4, 5, 6)))
                .deflated("columns.npy", npy(columns, floats(1, 4, 2, 5, 3, 6)))
                .deflated("scalar.npy", npy("'descr': '<f4', 'fortran_order': False, 'shape': (), ", floats(7)))
                .bytes();

        Checkpoint checkpoint = Checkpoint.of("weights.npz", file);

        NDArray expected = manager.arange(1f, 7f).reshape(2, 3);
        assertThat(checkpoint.tensors()).containsOnlyKeys("rows", "columns", "scalar");
        assertThat(checkpoint.tensor("rows").toArray(manager)).isEqualTo(expected);
        assertThat(checkpoint.tensor("columns").toArray(manager)).isEqualTo(expected);
        assertThat(checkpoint.tensor("scalar").toArray(manager).getFloat()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "|b1, 1, BOOLEAN, 1",
        "|u1, 1, UINT8, 200",
        "|i1, 1, INT8, -56",
        "<i2, 2, INT32, -312",
        "<i4, 4, INT32, -56",
        "<i8, 8, INT64, -56"
    })
    void wholeNumbersOfEveryWidthAreRead(String code, int bytes, DataType type, long expected) {
        byte[] value = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(expected)
                .array();
        byte[] values = Arrays.copyOf(value, bytes);
        String header = "'descr': '" + code + "', 'fortran_order': False, 'shape': (1,), ";

        NDArray array = Checkpoint.of(
                        "a.npz",
                        new ZipBytes().stored("a.npy", npy(header, values)).bytes())
                .tensor("a")
                .toArray(manager);

        assertThat(array.getDataType()).isEqualTo(type);
        assertThat(array.toType(DataType.INT64, false).getLong()).isEqualTo(expected);
    }

    @Test
    void shardsAreOneStateDict() throws IOException {
        shards();

        Checkpoint checkpoint = Checkpoint.open(folder.resolve("model.safetensors.index.json"));

        assertThat(checkpoint.tensors()).containsOnlyKeys("a", "b");
        assertThat(checkpoint.tensor("b").toArray(manager).toFloatArray()).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight_map\":{\"a\":\"1.safetensors\"}} | does not list b, which 1.safetensors has",
                "{\"weight_map\":{\"c\":\"1.safetensors\"}} | says that c is in 1.safetensors, which does not have it",
                "{\"weight_map\":{\"a\":\"3.safetensors\"}} | names the file 3.safetensors, which is not beside it",
                "{\"weight_map\":{\"a\":\"../1.safetensors\"}} | names the file '../1.safetensors'",
                "{\"weight_map\":{\"a\":\"/etc/passwd\"}} | names the file '/etc/passwd'",
                "{\"weight_map\":{\"a\":\"data.pkl\"}} | names the file 'data.pkl'",
                "{\"weight_map\":{\"a\":7}} | names the file '7'",
                "{\"weight_map\":[]} | without a weight_map",
                "{\"layers\":12345} | without a weight_map",
                "{\"weight_map\":{\"a\":\"1.safetensors\",\"a\":\"2.safetensors\"}} | Duplicate field",
                "{\"weight_map | not JSON"
            })
    void indexesThatLieAreRefused(String index, String reason) throws IOException {
        Map<String, NDArray> both = Map.of("a", manager.create(1f), "b", manager.create(2f));
        Safetensors.write(folder.resolve("1.safetensors"), both, Map.of());
        Path file = Files.writeString(folder.resolve("evil.index.json"), index);

        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("evil.index.json")
                .hasMessageContaining(reason);
    }

    @Test
    void aHeaderWhoseLengthLooksLikeAPickleIsReadAsAHeader() {
        for (int length = 0x0280; length <= 0x0580; length += 0x0100) { // the first bytes are those of protocols 2 to 5
            String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
            byte[] file = HostileContainers.safetensors(header + " ".repeat(length - header.length()), 8);

            assertThat(Checkpoint.of("a.safetensors", file).tensors()).containsOnlyKeys("a");
        }
    }

    @Test
    void optimizerStatesAreFoundByTheirNumbers() {
        byte[] file = TorchWriter.encode(Map.of(
                "optimizer_states",
                List.of(Map.of("state", Map.of(0L, Map.of("exp_avg", manager.ones(new Shape(2))))))));

        assertThat(Checkpoint.of("last.ckpt", file)
                        .tensor("optimizer_states", "0", "state", "0", "exp_avg")
                        .shape())
                .isEqualTo(new Shape(2));
    }

    @Test
    void mappedTensorsAreTheFileItself() throws IOException {
        Path file = folder.resolve("large.safetensors");
        int size = 256 << 20;
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + size / 4 + "],\"data_offsets\":[0," + size + "]}}";
        byte[] start = HostileContainers.safetensors(header + " ".repeat(64 - header.length() % 64), 0);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) { // takes no room on the disk
            sparse.write(start);
            sparse.setLength(start.length + (long) size);
        }

        StoredTensor tensor = Checkpoint.open(file).tensor("a");

        assertThat(tensor.bytes().isReadOnly()).as("a view of the mapped file").isTrue();
        assertThat(tensor.toArray(manager).get("0:4").toFloatArray()).containsExactly(0, 0, 0, 0);
    }

    private void shards() throws IOException {
        Safetensors.write(folder.resolve("1.safetensors"), Map.of("a", manager.create(new float[] {1, 2})), Map.of());
        Safetensors.write(folder.resolve("2.safetensors"), Map.of("b", manager.create(new float[] {3})), Map.of());
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":12},\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}}");
    }

    private static byte[] npy(String header, byte[] values) {
        byte[] file = HostileContainers.npy(header, values.length);
        System.arraycopy(values, 0, file, file.length - values.length, values.length);
        return file;
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
