package farm.vidstyle.trainer.run;

import farm.vidstyle.trainer.config.TrainingConfig;
import farm.vidstyle.trainer.frames.BatchLoader;
import farm.vidstyle.trainer.frames.BatchPlan;
import farm.vidstyle.trainer.frames.DataSettings;
import farm.vidstyle.trainer.frames.LoadedBatch;
import farm.vidstyle.trainer.frames.TrainingVideo;
import farm.vidstyle.trainer.frames.TrainingVideos;
import farm.vidstyle.trainer.objective.Choices;
import farm.vidstyle.trainer.objective.LossValues;
import farm.vidstyle.trainer.objective.NotFiniteException;
import farm.vidstyle.trainer.report.LibtorchShare;
import farm.vidstyle.trainer.report.TrainingMeters;
import farm.vidstyle.trainer.run.CheckpointFile.Progress;
import farm.vidstyle.trainer.training.Seed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One run of a configuration, from a seed or from a checkpoint, until its last step, a stop, or a loss that is no number. */
public final class TrainingRun implements AutoCloseable {

    private final TrainingConfig config;
    private final RunOptions options;
    private final Learner learner;
    private final BatchLoader batches;
    private final Validation validation;
    private final Records records;
    private final RunListener listener;
    private final long start;
    private long saved;

    private TrainingRun(TrainingConfig config, RunOptions options, Setup setup, RunListener listener) {
        this.config = config;
        this.options = options;
        this.listener = listener;
        learner = setup.learner();
        batches = setup.batches();
        validation = setup.validation();
        records = setup.records();
        start = setup.start();
        saved = start;
    }

    /** What a run works with, opened. */
    private record Setup(Learner learner, BatchLoader batches, Validation validation, Records records, long start) {}

    /** From the beginning. */
    public static TrainingRun start(
            TrainingConfig config, RunOptions options, MeterRegistry meters, RunListener listener) throws IOException {
        Learner learner = new Learner(config, options.seed(), options.recompute());
        return with(learner, 0, config, options, new Audience(meters, listener));
    }

    /** From where the run of a checkpoint was. */
    public static TrainingRun resume(
            Path checkpoint, TrainingConfig config, RunOptions options, MeterRegistry meters, RunListener listener)
            throws IOException {
        Learner learner = new Learner(config, options.seed(), options.recompute());
        try {
            Progress progress = CheckpointFile.read(checkpoint, learner, facts(config, options));
            listener.said("going on after step " + progress.step() + " of " + checkpoint);
            return with(learner, progress.step(), config, options, new Audience(meters, listener));
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    private record Audience(MeterRegistry meters, RunListener listener) {}

    private static TrainingRun with(
            Learner learner, long step, TrainingConfig config, RunOptions options, Audience audience)
            throws IOException {
        try {
            List<TrainingVideo> videos = TrainingVideos.read(config.training(), options.captions());
            List<TrainingVideo> others = TrainingVideos.read(config.validation(), options.captions());
            learner.requireReadable(videos);
            learner.requireReadable(others);
            Setup setup = new Setup(
                    learner,
                    loader(videos, config.training(), config, options.seed()),
                    new Validation(
                            learner,
                            loader(others, config.validation(), config, options.seed()),
                            config.schedule().validationBatches()),
                    new Records(options.folder(), step, new TrainingMeters(audience.meters())),
                    step);
            audience.listener().said(videos.size() + " videos to learn from, " + others.size() + " to validate with");
            return new TrainingRun(config, options, setup, audience.listener());
        } catch (IOException | RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    private static BatchLoader loader(List<TrainingVideo> videos, DataSettings data, TrainingConfig config, long seed) {
        return new BatchLoader(new BatchPlan(videos, data, seed), data.rule(), config.workers());
    }

    private static Map<String, String> facts(TrainingConfig config, RunOptions options) {
        Map<String, String> facts = new TreeMap<>(config.facts());
        facts.put("run.seed", Long.toString(options.seed()));
        facts.put("run.captions", Boolean.toString(options.captions()));
        return facts;
    }

    /**
     * Makes steps until the run's end, or until asked to stop, which is heeded between two of them.
     *
     * @return steps made altogether
     * @throws StoppedException if the run cannot go on
     */
    public long run(BooleanSupplier stopping) {
        OptionalLong end = end();
        long step = start;
        try (LibtorchShare share = new LibtorchShare()) {
            while (!stopping.getAsBoolean() && step < end.orElse(Long.MAX_VALUE)) {
                long before = System.nanoTime();
                LossValues losses = learn(step);
                step++;
                double seconds = (System.nanoTime() - before) / 1e9;
                told(new StepReport(step, end, epoch(step), losses, seconds, share.take()));
                if (isDue(step, validationInterval())) {
                    records.validation(step, validation.look(step, records, listener));
                }
                if (isDue(step, options.intervals().checkpoint())) {
                    save(step);
                }
            }
            if (step > saved) {
                save(step);
            }
            return step;
        } catch (IOException e) {
            throw new StoppedException(
                    "the run stopped after step " + step + ": " + e.getMessage() + "; " + lastGood(), e);
        }
    }

    private LossValues learn(long step) {
        int parts = config.schedule().accumulated();
        List<LossValues> all = new ArrayList<>();
        LoadedBatch batch = batches.load(step * parts);
        try {
            for (int part = 0; part < parts; part++) {
                long n = step * parts + part;
                batch = part == 0 ? batch : batches.load(n);
                all.add(learner.gather(batch, choices(batch, n), step, 1.0 / parts));
            }
            learner.step();
            return LossValues.mean(all);
        } catch (NotFiniteException e) {
            throw new StoppedException(
                    "step " + (step + 1) + ": " + e.getMessage() + ", for " + batch.batch()
                            + "; the parameters were not changed, " + lastGood(),
                    e);
        }
    }

    private Choices choices(LoadedBatch batch, long n) {
        int length = batch.batch().numbers().size();
        return Choices.draw(config.model().objective().sampling(), length, Seed.of(options.seed(), "choices", n));
    }

    private void told(StepReport report) throws IOException {
        if (isDue(report.done(), options.intervals().log()) || report.done() == start + 1) {
            records.step(report, config.learningRate());
        }
        listener.stepped(report);
    }

    private void save(long step) throws IOException {
        records.flush();
        CheckpointFile.write(options.checkpoint(), learner, new Progress(step, epoch(step)), facts(config, options));
        saved = step;
    }

    private String lastGood() {
        return saved > 0
                ? "the last good checkpoint is " + options.checkpoint() + " after step " + saved
                : "there is no checkpoint yet";
    }

    private static boolean isDue(long step, long interval) {
        return interval > 0 && step % interval == 0;
    }

    private long validationInterval() {
        int own = options.intervals().validation();
        return own > 0 ? own : stepsPerEpoch() * config.schedule().validationEpochs();
    }

    private long stepsPerEpoch() {
        return Math.max(1, batches.plan().perEpoch() / config.schedule().accumulated());
    }

    private long epoch(long step) {
        return step * config.schedule().accumulated() / batches.plan().perEpoch();
    }

    private OptionalLong end() {
        long steps = options.steps() > 0 ? options.steps() : Long.MAX_VALUE;
        long configured = config.schedule().steps();
        long epochs = config.schedule().epochs() * stepsPerEpoch();
        long end = Math.min(steps, Math.min(configured, epochs));
        return end >= Integer.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(end);
    }

    @Override
    public void close() throws IOException {
        try (learner;
                batches;
                validation;
                records) {
            records.flush();
        }
    }
}
