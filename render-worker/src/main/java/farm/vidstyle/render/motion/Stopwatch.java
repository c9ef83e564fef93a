package farm.vidstyle.render.motion;

import java.util.concurrent.Callable;

/** Adds up how long computations take, without the waiting for their turn between them. */
final class Stopwatch {
    private long nanos;

    <T> T run(Callable<T> computation) throws Exception {
        long start = System.nanoTime();
        try {
            return computation.call();
        } finally {
            nanos += System.nanoTime() - start;
        }
    }

    double seconds() {
        return nanos / 1e9;
    }
}
