package farm.vidstyle.farm.work;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one heavy computation at a time through, first come, first served. Two computations that each use all cores are
 * many times slower side by side than one after the other; workers that share a JVM share a lane. Downloads, uploads
 * and waiting stay outside of it.
 */
public final class ComputeLane {
    private final ReentrantLock lane = new ReentrantLock(true);

    /** Waits for its turn, then runs {@code work}. A computation within a computation has its turn already. */
    public void run(ThrowingRunnable work) throws Exception {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** As {@link #run}, with a result. */
    public <T> T call(Callable<T> work) throws Exception {
        lane.lockInterruptibly();
        try {
            return work.call();
        } finally {
            lane.unlock();
        }
    }
}
