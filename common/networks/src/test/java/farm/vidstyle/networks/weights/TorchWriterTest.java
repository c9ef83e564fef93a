package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.GoldenReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchWriterTest {
    /** Debian's own interpreter: where it has torch, it has the package python3-torch. */
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void checkpointsComeBackAsTheyWere() throws IOException {
        Path file = folder.resolve("last.ckpt");

        TorchWriter.write(file, checkpoint());

        Checkpoint read = Checkpoint.open(file);
        stateDict().forEach((name, array) -> assertThat(
                        read.tensors("state_dict").get(name).toArray(manager))
                .as(name)
                .isEqualTo(array));
        assertThat(read.tensors("state_dict")).hasSameSizeAs(stateDict());
        assertThat(read.find("epoch")).contains(3L);
        assertThat(read.find("global_step")).contains(1L << 40);
        assertThat(read.find("negative")).contains(-7L);
        assertThat(read.find("loss")).contains(0.25);
        assertThat(read.find("done")).contains(true);
        assertThat(read.find("scheduler")).contains(Optional.empty());
        assertThat(read.find("names")).contains(List.of("content", "Übung"));
        assertThat(read.find("optimizer_states", "0", "state", "0", "step")).contains(12L);
    }

    @Test
    void aCodeIsOneTensorWithALeadingAxis() {
        NDArray code = manager.randomNormal(new Shape(18, 512));

        byte[] file = TorchWriter.encodeCode(code);

        assertThat(Checkpoint.of("000.pt", file).tensor().toArray(manager)).isEqualTo(code.expandDims(0));
        assertThat(TorchWriter.encodeCode(code.expandDims(0))).isEqualTo(file);
        assertThatThrownBy(() -> TorchWriter.encodeCode(manager.ones(new Shape(2, 18, 512))))
                .hasMessageContaining("not (2, 18, 512)");
    }

    @Test
    void tensorsStartWhereTheyCanBeMapped() throws IOException {
        Path file = folder.resolve("a.pt");

        TorchWriter.write(file, stateDict());

        Checkpoint.open(file).tensors().forEach((name, tensor) -> assertThat(
                        tensor.bytes().isReadOnly())
                .as(name + " is mapped")
                .isTrue());
    }

    @Test
    void anArrayThatOccursTwiceIsStoredOnce() {
        NDArray shared = manager.ones(new Shape(1000));

        byte[] file = TorchWriter.encode(Map.of("a", shared, "b", shared));

        assertThat(file.length).isLessThan(2 * 4000);
        assertThat(Checkpoint.of("shared.pt", file).tensor("b").toArray(manager))
                .isEqualTo(shared);
    }

    @Test
    void whatTorchWouldNotReadIsRefused() {
        assertThatThrownBy(() -> TorchWriter.encode(Map.of("a", Thread.currentThread())))
                .hasMessageContaining("a java.lang.Thread cannot be written");
        List<Object> loop = new ArrayList<>();
        loop.add(loop);
        assertThatThrownBy(() -> TorchWriter.encode(loop)).hasMessageContaining("nested more than 100 deep");
    }

    @Test
    void torchReadsWeightsOnly() throws IOException, InterruptedException {
        boolean installed = Files.isExecutable(PYTHON) && python("import torch").isPresent();
        GoldenReport.OF_THIS_RUN.note(
                "weights/torch.load: " + (installed ? "checked" : "absent, python3-torch is not installed"));
        assumeTrue(installed, "Debian's python3-torch is not installed");
        TorchWriter.write(folder.resolve("last.ckpt"), checkpoint());
        Map<String, Object> whole = checkpoint();
        whole.remove("loss");
        TorchWriter.write(folder.resolve("whole.ckpt"), whole);
        Files.write(folder.resolve("000.pt"), TorchWriter.encodeCode(manager.ones(new Shape(18, 512))));

        Optional<String> output = python("""
                import torch
                # a number with a fraction among the plain data is the one thing that torch 1 does not know as a weight
                ckpt = torch.load('last.ckpt', weights_only=int(torch.__version__.split('.')[0]) >= 2)
                torch.load('whole.ckpt', weights_only=True)
                for name, t in ckpt['state_dict'].items(): print(name, t.dtype, list(t.shape), t.double().sum().item())
                print(type(ckpt['state_dict']).__name__, ckpt['epoch'], ckpt['global_step'], ckpt['loss'], ckpt['done'])
                print(ckpt['scheduler'], ckpt['names'], ckpt['optimizer_states'][0]['state'][0]['step'])
                code = torch.load('000.pt', weights_only=True)
                print(code.dtype, list(code.shape), code.sum().item())
                """);

        assertThat(output).hasValueSatisfying(text -> assertThat(text.lines())
                .containsExactly(
                        "double torch.float64 [2] -1.9",
                        "float torch.float32 [2, 3] 15.0",
                        "half torch.float16 [3] 10.5",
                        "count torch.int64 [] 1099511627776.0",
                        "none torch.float32 [0, 4] 0.0",
                        "OrderedDict 3 1099511627776 0.25 True",
                        "None ['content', 'Übung'] 12",
                        "torch.float32 [1, 18, 512] 9216.0"));
    }

    /** What the program prints; empty where it fails. */
    private Optional<String> python(String program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        boolean good = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        if (!good) {
            System.out.println(output);
        }
        return good ? Optional.of(output) : Optional.empty();
    }

    private Map<String, Object> checkpoint() {
        Map<String, Object> checkpoint = new LinkedHashMap<>();
        checkpoint.put("state_dict", stateDict());
        checkpoint.put("epoch", 3);
        checkpoint.put("global_step", 1L << 40);
        checkpoint.put("negative", -7);
        checkpoint.put("loss", 0.25);
        checkpoint.put("done", true);
        checkpoint.put("scheduler", Optional.empty());
        checkpoint.put("names", List.of("content", "Übung"));
        Map<String, Object> adam = Map.of("step", 12L, "exp_avg", manager.ones(new Shape(2, 3)));
        checkpoint.put("optimizer_states", List.of(Map.of("state", Map.of(0L, adam))));
        return checkpoint;
    }

    private Map<String, NDArray> stateDict() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("double", manager.create(new double[] {0.1, -2}));
        arrays.put("float", manager.arange(6f).reshape(3, 2).transpose());
        arrays.put("half", manager.create(new float[] {0.5f, 4, 6}).toType(DataType.FLOAT16, true));
        arrays.put(
                "count",
                manager.create(
                        ByteBuffer.allocateDirect(8)
                                .order(ByteOrder.nativeOrder())
                                .putLong(0, 1L << 40),
                        new Shape(),
                        DataType.INT64));
        arrays.put("none", manager.create(new Shape(0, 4)));
        return arrays;
    }
}
