package farm.vidstyle.farm.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets {@code main} close what it opened when the process is asked to end (SIGTERM, Ctrl-C). The JVM then stops at
 * once, without tearing down native libraries that a thread may still be inside of.
 */
public final class ShutdownHook {
    /** What a shell expects of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private static final Duration CLOSING = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownHook.class);

    private final CountDownLatch asked = new CountDownLatch(1);

    private ShutdownHook() {}

    /** For a main thread that has nothing else to do: it calls {@link #await} once everything has started. */
    public static ShutdownHook install() {
        ShutdownHook hook = new ShutdownHook();
        install(hook.asked::countDown);
        return hook;
    }

    /** When the process is asked to end, runs {@code stop}, then waits until the calling thread has ended. */
    public static void install(Runnable stop) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, stop), "shutdown"));
    }

    /** Returns when the process is asked to end. */
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Thread main, Runnable stop) {
        if (!main.isAlive()) {
            return; // main has closed everything itself: an ordinary end
        }
        stop.run();
        try {
            main.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (main.isAlive()) {
            LOG.atError().addKeyValue("minutes", CLOSING.toMinutes()).log("closing took too long and is cut off");
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
