package farm.vidstyle.networks.stylegan;

import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.ThreadShare;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Threads that paint one image each. Cores that share an image meet after each of its many hundred steps, and all but one stand idle while
 * the next step is prepared; a core with an image of its own waits for nobody. Every image in work takes memory, so they are few, and where
 * there are more cores each has several.
 */
final class Painters {
    /** As many as the smallest batch has images. */
    private static final int MOST = 4;

    private final int count;
    private final Executor threads;

    /** Apart, because the threads may look into their class only once it is initialised. */
    private static final class All {
        static final Painters PAINTERS = new Painters();
    }

    private Painters() {
        int cores = ThreadShare.own();
        count = Math.min(cores, MOST);
        threads = Executors.newFixedThreadPool(count, Painters::thread);
        ThreadShare.give(threads, count, cores / count);
    }

    /**
     * Calls {@code paint} with every number below {@code images}, recording no gradients; returns when all are through.
     *
     * @param rehearsed whether a painter has painted such an image already. If not, one does before the others: oneDNN 3.7, which libtorch 2.7 brings,
     *     lets a thread use a convolution that another is still preparing, and garbage comes out, or the process dies
     * @return whether a painter has painted such an image now
     */
    static boolean each(long images, boolean rehearsed, LongConsumer paint) {
        if (images < All.PAINTERS.count) {
            LongStream.range(0, images).forEach(paint); // too few to keep the cores busy alone
            return rehearsed;
        }
        long alone = rehearsed ? 0 : 1;
        All.PAINTERS.inParallel(0, alone, paint);
        All.PAINTERS.inParallel(alone, images, paint);
        return true;
    }

    private void inParallel(long first, long end, LongConsumer work) {
        CompletableFuture<?>[] all = LongStream.range(first, end)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Gradients.off(() -> {
                            work.accept(i);
                            return i;
                        }),
                        threads))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "painter");
        thread.setDaemon(true);
        return thread;
    }
}
