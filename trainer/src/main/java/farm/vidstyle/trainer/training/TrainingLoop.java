package farm.vidstyle.trainer.training;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * Runs the steps of a stage, tells now and then how the loss falls and how long it will take, and keeps snapshots. A step must follow from its
 * number and the snapshot's arrays alone; then a loop that was stopped anywhere goes on from its last snapshot as if nothing had happened.
 */
public final class TrainingLoop {

    private static final int SNAPSHOTS = 20; // of a stage

    private final String stage;
    private final int steps;
    private final int reportsWanted;
    private final Snapshot snapshot;
    private final Consumer<Report> listener;

    /** The listener hears about {@code reportsWanted} times how it goes. */
    public TrainingLoop(String stage, int steps, int reportsWanted, Snapshot snapshot, Consumer<Report> listener) {
        this.stage = stage;
        this.steps = steps;
        this.reportsWanted = reportsWanted;
        this.snapshot = snapshot;
        this.listener = listener;
    }

    /** How far a stage is; the loss is the mean since the last report, not a number where nothing learns. */
    public record Report(String stage, int done, int steps, double loss, double secondsLeft) {}

    /** What a run of steps came to: the mean loss over its first and its last fifth. */
    public record Outcome(double firstLoss, double lastLoss, double seconds) {

        /** As text, for the header of a file. */
        public Map<String, String> asMetadata() {
            return Map.of("first", "" + firstLoss, "last", "" + lastLoss, "seconds", "" + seconds);
        }

        public static Outcome of(Map<String, String> metadata) {
            return new Outcome(
                    Double.parseDouble(metadata.getOrDefault("first", "0")),
                    Double.parseDouble(metadata.getOrDefault("last", "0")),
                    Double.parseDouble(metadata.getOrDefault("seconds", "0")));
        }
    }

    /** Runs the steps that no snapshot has behind it yet. */
    public Outcome run(IntToDoubleFunction step) {
        int fifth = Math.max(1, steps / 5);
        int interval = Math.max(1, steps / reportsWanted);
        int snapshotInterval = Math.max(1, steps / SNAPSHOTS);
        Snapshot.Progress progress = snapshot.restore();
        int begun = progress.steps();
        double first = progress.outcome().firstLoss();
        double last = progress.outcome().lastLoss();
        double before = progress.outcome().seconds();
        double recent = 0;
        long start = System.nanoTime();
        for (int i = begun; i < steps; i++) {
            double loss = finite(step.applyAsDouble(i), i);
            first += i < fifth ? loss / fifth : 0;
            last += i >= steps - fifth ? loss / fifth : 0;
            recent += loss / interval;
            double seconds = (System.nanoTime() - start) / 1e9;
            if ((i + 1) % interval == 0) {
                double left = seconds / (i + 1 - begun) * (steps - i - 1);
                listener.accept(new Report(stage, i + 1, steps, recent, left));
                recent = 0;
            }
            if ((i + 1) % snapshotInterval == 0 && i + 1 < steps) {
                snapshot.save(new Snapshot.Progress(i + 1, new Outcome(first, last, before + seconds)));
            }
        }
        return new Outcome(first, last, before + (System.nanoTime() - start) / 1e9);
    }

    private double finite(double loss, int step) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss of stage " + stage + " is " + loss + " in step " + step
                    + "; the last good snapshot is " + snapshot.file());
        }
        return loss;
    }
}
