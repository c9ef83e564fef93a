package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.training.TrainingLoop.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRecipeTest {

    @TempDir
    Path folder;

    @Test
    void aFewStepsOfEveryStageMakeABundleThatOpens() throws Exception {
        Map<String, Outcome> outcomes = DemoRecipe.run(DemoPlan.quick(), folder, "test");

        assertThat(outcomes).containsOnlyKeys("autoencoder", "language", "readout", "style", "dynamics", "tuning");
        assertThat(outcomes.get("autoencoder").lastLoss())
                .isLessThan(outcomes.get("autoencoder").firstLoss());
        assertThat(folder.resolve("scores.json")).exists();
        try (ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"))) {
            assertThat(bundle.manifest().name()).isEqualTo("demo");
        }

        Map<String, Outcome> again = DemoRecipe.run(DemoPlan.quick(), folder, "test");

        assertThat(again).as("stages that ran before are read, not run").isEmpty();
    }
}
