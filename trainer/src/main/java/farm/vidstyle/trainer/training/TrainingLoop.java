package farm.vidstyle.trainer.training;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of a stage and tells now and then how the loss falls and how long it will take. */
public final class TrainingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final String stage;
    private final int steps;
    private final int linesWanted;

    public TrainingLoop(String stage, int steps, int linesWanted) {
        this.stage = stage;
        this.steps = steps;
        this.linesWanted = linesWanted;
    }

    /** What a run of steps came to: the mean loss over its first and its last tenth. */
    public record Outcome(double firstLoss, double lastLoss, double seconds) {}

    public Outcome run(IntToDoubleFunction step) {
        long start = System.nanoTime();
        int interval = Math.max(1, steps / linesWanted);
        int tenth = Math.max(1, steps / 10);
        double first = 0;
        double last = 0;
        double recent = 0;
        for (int i = 0; i < steps; i++) {
            double loss = step.applyAsDouble(i);
            first += i < tenth ? loss / tenth : 0;
            last += i >= steps - tenth ? loss / tenth : 0;
            recent += loss / interval;
            if ((i + 1) % interval == 0) {
                report(i + 1, recent, (System.nanoTime() - start) / 1e9);
                recent = 0;
            }
        }
        return new Outcome(first, last, (System.nanoTime() - start) / 1e9);
    }

    private void report(int done, double loss, double seconds) {
        LOG.atInfo()
                .addKeyValue("stage", stage)
                .addKeyValue("step", done + "/" + steps)
                .addKeyValue("loss", String.format(Locale.ROOT, "%.4f", loss))
                .addKeyValue("etaSeconds", Math.round(seconds / done * (steps - done)))
                .log("training");
    }
}
