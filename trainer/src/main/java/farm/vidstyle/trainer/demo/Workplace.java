package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.Snapshot;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.TrainingLoop.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every stage of the recipe works with.
 *
 * @param model owns all that outlives a step
 * @param folder of snapshots
 * @param listener to how training goes
 */
record Workplace(NDManager model, DemoPlan plan, Path folder, Consumer<Report> listener) {

    DemoNetworks networks() {
        return plan.networks();
    }

    /** A loop that keeps its snapshots in the folder. */
    TrainingLoop loop(String stage, int steps, List<Parameters> parameters, List<Adam> optimisers) {
        Snapshot snapshot = new Snapshot(partOf(stage), parameters, optimisers);
        return new TrainingLoop(stage, steps, plan.reports(), snapshot, listener);
    }

    /** Where a stage that is not finished keeps its snapshot. */
    Path partOf(String stage) {
        return folder.resolve(stage + DemoRecipe.PART);
    }
}
