package farm.vidstyle.local.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells work that the process was asked to end (Ctrl-C, SIGTERM), and holds the process until the work has put itself away. */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "stop"));
    }

    boolean isAsked() {
        return asked;
    }

    private void ask() {
        asked = true;
        try {
            ended.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is put away. */
    @Override
    public void close() {
        ended.countDown();
    }
}
