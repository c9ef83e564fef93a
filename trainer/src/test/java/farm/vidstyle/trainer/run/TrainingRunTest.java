package farm.vidstyle.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.objective.Loss;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

    /** Consistency is a difference of nearly equal numbers. */
    private static final double ROUNDING = 1e-6;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<StepReport> reports = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    private TinyWorld world;

    @BeforeEach
    void create() throws IOException {
        world = TinyWorld.in(folder);
    }

    @Test
    void everyLossIsComputedAndEverythingIsWrittenDown() throws IOException {
        run(options("run", 4, 2));

        Map<Loss, Double> first = reports.get(0).losses().terms();
        assertThat(first).containsOnlyKeys(Loss.values());
        assertThat(first.values()).allMatch(value -> Double.isFinite(value) && value >= -ROUNDING);
        assertThat(reports).extracting(StepReport::done).containsExactly(1L, 2L, 3L, 4L);
        assertThat(reports.get(3).epoch()).isEqualTo(2);
        assertThat(world.path("run/metrics.csv")).content().hasLineCount(5).startsWith("step,train/rl_loss");
        assertThat(world.path("run/validation.csv")).content().hasLineCount(3);
        assertThat(world.path("run/validation/step00000004_0.gif")).isNotEmptyFile();
        assertThat(world.path("run/validation/step00000004_0.mp4")).isNotEmptyFile();
        assertThat(meters.get("trainer.step").gauge().value()).isEqualTo(4);
        assertThat(meters.get("trainer.loss").tag("loss", "rl_loss").gauge().value())
                .isPositive();
    }

    @Test
    void aResumedRunEqualsAnUninterruptedOne() throws IOException {
        run(options("whole", 6, 100));
        List<StepReport> whole = List.copyOf(reports);
        reports.clear();

        run(options("parts", 3, 100));
        resume(options("parts", 6, 100));

        assertThat(reports).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(reports.get(i).done()).isEqualTo(whole.get(i).done());
            double total = whole.get(i).losses().total();
            assertThat(reports.get(i).losses().total()).isCloseTo(total, within(1e-5 * total));
        }
        assertThat(world.path("parts/metrics.csv")).content().hasLineCount(7);
        assertSameWeights(world.path("whole"), world.path("parts"));
    }

    @Test
    void accumulatedBatchesMakeOneStep() throws IOException {
        world.config("accumulate_grad_batches: 2");

        run(options("run", 2, 100));

        assertThat(reports.get(1).epoch()).isEqualTo(2);
        assertThat(world.config().learningRate()).isEqualTo(2 * 2 * 2e-4);
    }

    @Test
    void aLossThatIsNoNumberStopsTheRunAndLeavesTheLastCheckpoint() throws IOException {
        run(options("run", 1, 1));
        byte[] good = Files.readAllBytes(world.path("run/checkpoints/last.ckpt"));
        for (int i = 0; i < 4; i++) {
            spoil("codes/Clip_" + i);
        }

        assertThatThrownBy(() -> resume(options("run", 3, 1)))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("step 2: loss ")
                .hasMessageContaining(" is ")
                .hasMessageContaining("for videos [Clip_")
                .hasMessageContaining("the parameters were not changed")
                .hasMessageContaining("last.ckpt after step 1");

        assertThat(world.path("run/checkpoints/last.ckpt")).hasBinaryContent(good);
    }

    @Test
    void aFullDiskLeavesTheLastCheckpoint() throws IOException {
        run(options("run", 1, 1));
        byte[] good = Files.readAllBytes(world.path("run/checkpoints/last.ckpt"));
        Path full = Path.of("/dev/full");
        Files.createSymbolicLink(world.path("run/checkpoints/last.ckpt.part"), full);

        assertThatThrownBy(() -> resume(options("run", 2, 1)))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("No space left")
                .hasMessageContaining("last.ckpt after step 1");

        assertThat(world.path("run/checkpoints/last.ckpt")).hasBinaryContent(good);
        assertThat(world.path("run/checkpoints/last.ckpt.part")).doesNotExist();
    }

    @Test
    void aCheckpointOfAnotherConfigurationIsRefused() throws IOException {
        run(options("run", 1, 1));
        String config = Files.readString(world.path("tiny.yaml"));

        Files.writeString(world.path("tiny.yaml"), config.replace("l2_latent_lambda: 1", "l2_latent_lambda: 3"));
        assertThatThrownBy(() -> resume(options("run", 2, 1)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("of another configuration: model.params.l2_latent_lambda was 1.0 and is 3.0");

        Files.writeString(world.path("tiny.yaml"), config);
        RunOptions other = new RunOptions(world.path("run"), 8, 2, new RunOptions.Intervals(1, 1, 2), false, true);
        assertThatThrownBy(() -> resume(other)).hasMessageContaining("run.seed was 7 and is 8");
    }

    @Test
    void aRunAskedToStopKeepsWhatItHas() throws IOException {
        try (TrainingRun run = TrainingRun.start(world.config(), options("run", 100, 100), meters, listener())) {
            assertThat(run.run(() -> reports.size() == 2)).isEqualTo(2);
        }

        resume(options("run", 3, 100));

        assertThat(reports).extracting(StepReport::done).containsExactly(1L, 2L, 3L);
    }

    @Test
    void recomputingChangesNothing() throws IOException {
        run(options("direct", 2, 100));
        RunOptions.Intervals intervals = new RunOptions.Intervals(1, 100, 100);
        run(new RunOptions(world.path("recomputed"), 7, 2, intervals, true, true));

        double direct = reports.get(1).losses().total();
        assertThat(reports.get(3).losses().total()).isCloseTo(direct, within(1e-4 * direct));
    }

    @Test
    void missingNetworksAreNamedTogether() throws IOException {
        Files.delete(world.path("clip.pt"));
        Files.delete(world.path("dino.pt"));

        assertThatThrownBy(() -> run(options("run", 1, 1)))
                .hasMessageContaining("clip.pt for the clip")
                .hasMessageContaining("dino.pt for the dino; name it in the section weights");
    }

    private void run(RunOptions options) throws IOException {
        try (TrainingRun run = TrainingRun.start(world.config(), options, meters, listener())) {
            run.run(() -> false);
        }
    }

    private void resume(RunOptions options) throws IOException {
        try (TrainingRun run = TrainingRun.resume(options.checkpoint(), world.config(), options, meters, listener())) {
            run.run(() -> false);
        }
    }

    private RunOptions options(String name, long steps, int checkpoint) {
        return new RunOptions(world.path(name), 7, steps, new RunOptions.Intervals(1, checkpoint, 2), false, true);
    }

    private void spoil(String codes) throws IOException {
        List<Path> files;
        try (var all = Files.list(world.path(codes))) {
            files = all.toList();
        }
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            for (Path file : files) {
                CodeFile.write(file, manager.ones(new Shape(6, 8)).mul(1e30f));
            }
        }
    }

    private static void assertSameWeights(Path one, Path other) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, StoredTensor> expected =
                    Checkpoint.open(one.resolve("checkpoints/last.ckpt")).tensors("state_dict");
            Map<String, StoredTensor> actual =
                    Checkpoint.open(other.resolve("checkpoints/last.ckpt")).tensors("state_dict");
            assertThat(actual.keySet()).isEqualTo(expected.keySet());
            expected.forEach((name, tensor) ->
                    assertThat(actual.get(name).toArray(manager)).as(name).isEqualTo(tensor.toArray(manager)));
        }
    }

    private RunListener listener() {
        return new RunListener() {
            @Override
            public void stepped(StepReport report) {
                reports.add(report);
            }

            @Override
            public void said(String sentence) {
                said.add(sentence);
            }
        };
    }
}
