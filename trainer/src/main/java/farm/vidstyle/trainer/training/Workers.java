package farm.vidstyle.trainer.training;

import farm.vidstyle.networks.torchscript.ThreadShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Shares a step among threads: each computes forward and backward for its part of the batch, and gradients add up in the shared parameters.
 * With one thread of libtorch's each this uses the cores better than libtorch's own threads do inside small layers, and sums do not depend on how
 * many of those happened to be free.
 */
public final class Workers implements AutoCloseable {

    private static final int LONGEST_PART_SECONDS = 60;

    /**
     * Of each kind of work, so many calls run their parts one after the other. oneDNN 3.7, which libtorch 2.7 brings, lets a thread use a convolution
     * that another is still preparing: results are garbage then, or the process dies.
     */
    private static final int IN_TURN = 2;

    private final int count;
    private final ExecutorService threads;
    private final Map<String, Integer> calls = new HashMap<>();

    public Workers(int count) {
        this.count = count;
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "training");
            thread.setDaemon(true);
            return thread;
        });
        ThreadShare.give(threads, count, 1);
    }

    public int count() {
        return count;
    }

    /**
     * Runs one part on each thread and returns the mean of their results.
     *
     * @param kind of work, by any name: calls of a kind compute with arrays of the same shapes
     */
    public double mean(String kind, IntToDoubleFunction part) {
        boolean inTurn = calls.merge(kind, 1, Integer::sum) <= IN_TURN;
        List<Future<Double>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Future<Double> result = threads.submit(() -> part.applyAsDouble(index));
            results.add(result);
            if (inTurn) {
                get(result);
            }
        }
        double sum = 0;
        for (Future<Double> result : results) {
            sum += get(result);
        }
        return sum / count;
    }

    /** Makes things that each follow from their number alone, on so many threads. */
    public static <T> List<T> make(int threads, int things, IntFunction<T> maker) {
        List<T> made = new ArrayList<>(Collections.nCopies(things, null));
        try (Workers workers = new Workers(threads)) {
            for (int first = 0; first < things; first += threads) {
                int start = first;
                workers.mean("things", part -> {
                    int number = start + part;
                    if (number < things) {
                        made.set(number, maker.apply(number));
                    }
                    return 0;
                });
            }
        }
        return made;
    }

    /** Runs tasks that touch different arrays side by side and waits for all. */
    public void together(List<Runnable> tasks) {
        tasks.stream().map(task -> threads.submit(task, 0.0)).toList().forEach(Workers::get);
    }

    private static double get(Future<Double> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of a training step failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        }
    }

    /** Waits for parts that still run: what they compute on must outlive them. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(LONGEST_PART_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
