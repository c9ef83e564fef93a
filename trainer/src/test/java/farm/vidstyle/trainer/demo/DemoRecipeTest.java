package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import farm.vidstyle.trainer.training.TrainingLoop.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRecipeTest {

    private static final DemoPlan QUICK = DemoPlan.quick();

    @TempDir
    Path folder;

    @Test
    void everyLossFallsAndAStoppedRunEndsAsAnUninterruptedOne() throws Exception {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");

        Map<String, Set<Integer>> arrays = new HashMap<>();
        Map<String, Outcome> outcomes;
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            Consumer<Report> counting = report -> arrays.computeIfAbsent(report.stage(), stage -> new HashSet<>())
                    .add(model.getManagedArrays().size());
            outcomes = DemoRecipe.run(new Workplace(model, QUICK, whole, counting), "test");
        }

        assertThat(arrays.values())
                .as("numbers of arrays that stay, by stage, at all reports")
                .allSatisfy(counts -> assertThat(counts).hasSize(1));
        assertThat(outcomes)
                .containsOnlyKeys(
                        "autoencoder",
                        "tuning",
                        "language",
                        "readout",
                        "style",
                        "sight",
                        "filter",
                        "dynamics",
                        "whole");
        assertThat(outcomes)
                .allSatisfy((stage, outcome) ->
                        assertThat(outcome.lastLoss()).as(stage).isLessThan(outcome.firstLoss()));
        assertThat(whole.resolve("scores.json")).exists();
        try (ModelBundle bundle = ModelBundle.open(whole.resolve("bundle"))) {
            assertThat(bundle.manifest().name()).isEqualTo("demo");
        }

        Files.createDirectories(stopped);
        for (String file : new String[] {
            "autoencoder-0",
            "autoencoder-1",
            "tuning-0",
            "tuning-1",
            "language-0",
            "readout-0",
            "style-0",
            "sight-0",
            "filter-0"
        }) {
            Files.copy(whole.resolve(file + ".safetensors"), stopped.resolve(file + ".safetensors"));
        }
        stopIn("dynamics", stopped);
        assertThat(stopped.resolve("dynamics" + DemoRecipe.PART)).exists();
        Map<String, Outcome> resumed = DemoRecipe.run(QUICK, stopped, "test", report -> {});

        assertThat(stopped.resolve("bundle/bundle.yaml")) // which holds the digests of all weights
                .hasSameTextualContentAs(whole.resolve("bundle/bundle.yaml"));
        assertThat(resumed.get("dynamics").lastLoss())
                .isEqualTo(outcomes.get("dynamics").lastLoss());
    }

    /** Lets the stage get as far as its third report and ends the run there. */
    private static void stopIn(String stage, Path folder) throws Exception {
        Consumer<Report> brake = report -> {
            if (report.stage().equals(stage) && report.done() >= report.steps() * 3 / 5) {
                throw new IllegalStateException("stopped by the test");
            }
        };
        try {
            DemoRecipe.run(QUICK, folder, "test", brake);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("stopped by the test");
        }
    }
}
