package farm.vidstyle.trainer.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much of a thread's time passes inside libtorch: now and then its innermost frame is looked at. Everything else, waiting for frames
 * included, is what the program around libtorch costs.
 */
public final class LibtorchShare implements AutoCloseable {

    private static final String NATIVE = "ai.djl.pytorch.jni.PyTorchLibrary";
    private static final long INTERVAL_MILLIS = 10;

    private final Thread watched;
    private final Thread watcher;
    private final LongAdder looks = new LongAdder();
    private final LongAdder inside = new LongAdder();
    private volatile boolean ended;

    /** Watches the calling thread from now on. */
    public LibtorchShare() {
        watched = Thread.currentThread();
        watcher = new Thread(this::watch, "libtorch-share");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** The share since the last call, from 0 to 1. */
    public double take() {
        long all = looks.sumThenReset();
        return all == 0 ? 0 : (double) inside.sumThenReset() / all;
    }

    private void watch() {
        while (!ended) {
            StackTraceElement[] frames = watched.getStackTrace();
            looks.increment();
            if (frames.length > 0 && frames[0].getClassName().equals(NATIVE)) {
                inside.increment();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        watcher.interrupt();
    }
}
