package farm.vidstyle.networks.torchscript;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** How many of libtorch's threads a thread of ours computes with. */
public final class ThreadShare {

    private ThreadShare() {}

    /** What the calling thread has. */
    public static int own() {
        Engine.getEngine("PyTorch"); // loads the native library
        return JniUtils.getNumThreads();
    }

    /** Gives {@code share} threads to each of the {@code count} threads of a pool that has not started one yet; everybody else keeps theirs. */
    public static void give(Executor pool, int count, int share) {
        int before = own();
        // a pool's first tasks get a new thread each
        CompletableFuture.allOf(IntStream.range(0, count)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> settle(share), pool))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        JniUtils.setNumThreads(before);
    }

    /** A thread keeps the number that was set last, by anybody, when it first asks for it. */
    private static void settle(int share) {
        JniUtils.setNumThreads(share);
        int now = JniUtils.getNumThreads();
        if (now != share) {
            throw new IllegalStateException("a thread has " + now + " threads of libtorch's; expected " + share);
        }
    }
}
