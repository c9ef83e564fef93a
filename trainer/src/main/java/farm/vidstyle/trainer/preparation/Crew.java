package farm.vidstyle.trainer.preparation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Does many pieces of work on a few threads and tells how far it has come. The first that throws ends it all. */
public final class Crew {
    /** More threads than any machine needs for this. */
    public static final int MAX_JOBS = 64;

    private static final int PATIENCE_SECONDS = 60;

    private final int jobs;
    private final WorkObserver observer;

    public Crew(int jobs, WorkObserver observer) {
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw new IllegalArgumentException("jobs are " + jobs + "; expected 1 to " + MAX_JOBS);
        }
        this.jobs = jobs;
        this.observer = observer;
    }

    /** Does one piece of work. */
    @FunctionalInterface
    public interface Task<T, R> {
        R perform(T item) throws IOException;
    }

    /**
     * The results, in the order in which they came.
     *
     * @param cost of an item, in the observer's units
     */
    public <T, R> List<R> perform(Collection<T> items, ToLongFunction<T> cost, Task<T, R> task) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            CompletionService<Done<T, R>> finished = new ExecutorCompletionService<>(threads);
            items.forEach(item -> finished.submit(() -> new Done<>(item, task.perform(item))));
            long total = items.stream().mapToLong(cost).sum();
            long advanced = 0;
            List<R> results = new ArrayList<>(items.size());
            while (results.size() < items.size()) {
                Done<T, R> done = finished.take().get();
                results.add(done.result());
                advanced += cost.applyAsLong(done.item());
                observer.advanced(advanced, total, done.item().toString());
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; start again to go on", e);
        } finally {
            end(threads);
        }
    }

    /** What still runs is interrupted and ends at its next file; nobody works on once this has returned. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    private record Done<T, R>(T item, R result) {}
}
