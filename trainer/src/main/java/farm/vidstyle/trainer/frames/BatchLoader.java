package farm.vidstyle.trainer.frames;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pixels.Picture;
import farm.vidstyle.networks.pixels.Resampling;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.trainer.frames.TrainingVideo.FrameFiles;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoRefusedException;
import farm.vidstyle.video.still.StillImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads batches with threads of its own, the next one while the last one is being learnt from. */
public final class BatchLoader implements AutoCloseable {

    private final BatchPlan plan;
    private final FrameRule rule;
    private final ExecutorService threads;
    private Optional<Pending> ahead = Optional.empty();

    public BatchLoader(BatchPlan plan, FrameRule rule, int threads) {
        this.plan = plan;
        this.rule = rule;
        this.threads = Executors.newFixedThreadPool(Math.max(1, threads), work -> {
            Thread thread = new Thread(work, "frames");
            thread.setDaemon(true);
            return thread;
        });
    }

    private record Pending(long n, Batch batch, List<Future<Loaded>> frames) {}

    private record Loaded(byte[] rgb, float[] code, Shape shape) {}

    public BatchPlan plan() {
        return plan;
    }

    /**
     * The n-th batch; the one after it is begun.
     *
     * @throws DataException where a file cannot be used
     */
    public LoadedBatch load(long n) {
        Pending pending = ahead.filter(next -> next.n() == n).orElseGet(() -> begin(n));
        ahead = Optional.of(begin(n + 1));
        List<byte[]> pictures = new ArrayList<>();
        List<float[]> codes = new ArrayList<>();
        Optional<Shape> shape = Optional.empty();
        for (Future<Loaded> future : pending.frames()) {
            Loaded frame = await(future);
            if (!shape.orElse(frame.shape()).equals(frame.shape())) {
                throw new DataException("the codes of " + pending.batch() + " have the shapes " + shape.get() + " and "
                        + frame.shape() + "; expected one");
            }
            shape = Optional.of(frame.shape());
            pictures.add(frame.rgb());
            codes.add(frame.code());
        }
        return new LoadedBatch(pending.batch(), pictures, codes, shape.orElseThrow(), rule);
    }

    private Pending begin(long n) {
        Batch batch = plan.batch(n);
        List<Future<Loaded>> frames = new ArrayList<>();
        for (TrainingVideo video : batch.videos()) {
            for (int number : batch.numbers()) {
                FrameFiles files = video.frames().get(number);
                frames.add(threads.submit(() -> read(files)));
            }
        }
        return new Pending(n, batch, frames);
    }

    private Loaded read(FrameFiles files) {
        Picture picture = picture(files).resize(Resampling.BILINEAR, rule.height(), rule.width());
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            NDArray code = CodeFile.read(scope, files.code());
            float[] numbers = code.toFloatArray();
            requireFinite(files, numbers);
            return new Loaded(picture.rgb(), numbers, code.getShape().slice(1));
        } catch (CheckpointException | IOException e) {
            throw new DataException("the code " + files.code() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Picture picture(FrameFiles files) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(files.picture()))) {
            RgbFrame frame = StillImage.read(in, Limits.DEFAULT);
            return new Picture(frame.height(), frame.width(), frame.rgb());
        } catch (VideoRefusedException | IOException e) {
            throw new DataException("the frame " + files.picture() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireFinite(FrameFiles files, float... code) {
        for (float value : code) {
            if (!Float.isFinite(value)) {
                throw new DataException("the code " + files.code() + " holds " + value + "; invert the frame again");
            }
        }
    }

    private static Loaded await(Future<Loaded> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while frames were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException problem) {
                throw problem;
            }
            throw new DataException("frames cannot be read: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
