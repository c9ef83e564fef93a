package farm.vidstyle.trainer.run;

import farm.vidstyle.trainer.frames.BatchLoader;
import farm.vidstyle.trainer.frames.LoadedBatch;
import farm.vidstyle.trainer.objective.Choices;
import farm.vidstyle.trainer.objective.LossValues;
import farm.vidstyle.trainer.objective.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the same batches of other videos every time: losses over all their frames, and clips of frames, reconstruction and edit. Sums over
 * frames, as structure and style are, are therefore larger than in training.
 */
final class Validation implements AutoCloseable {

    private final Learner learner;
    private final BatchLoader batches;
    private final int count;

    Validation(Learner learner, BatchLoader batches, int count) {
        this.learner = learner;
        this.batches = batches;
        this.count = count;
    }

    /** The mean losses. */
    LossValues look(long step, Records records, RunListener listener) throws IOException {
        List<LossValues> all = new ArrayList<>();
        try {
            for (int n = 0; n < count; n++) {
                LoadedBatch batch = batches.load(n);
                int length = batch.batch().numbers().size();
                Choices everything = Choices.draw(new Sampling(length, Sampling.Hiding.STATIC, 0), length, n);
                int clip = n;
                all.add(learner.look(batch, everything, step, (seen, videos) -> {
                    try {
                        listener.wrote(records.clip(step, clip, seen, videos));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return seen.values();
                }));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return LossValues.mean(all);
    }

    @Override
    public void close() {
        batches.close();
    }
}
