package farm.vidstyle.ingest.tracking;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, for what kills one is an outage of something else: poison never gets so far. Each
 * death within a while waits longer for its successor, so that an outage is outlived without a storm. Only an error of
 * the JVM stops the client; the process is then no longer alive, and its supervisor starts it anew.
 */
final class StreamThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final Duration PAUSE_PER_DEATH = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final Deque<Long> deathsMs = new ArrayDeque<>();

    /**
     * A handler with no deaths yet.
     *
     * @param pause waits for so long, on the dying thread
     */
    StreamThreads(InstantSource clock, Consumer<Duration> pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits on the calling thread. */
    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable cause) {
        if (cause instanceof Error) {
            LOG.atError().setCause(cause).log("the tracker stops");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        int deaths = countDeath();
        LOG.atError().addKeyValue("deaths", deaths).setCause(cause).log("a tracker thread died and is replaced");
        Duration wanted = PAUSE_PER_DEATH.multipliedBy(deaths);
        pause.accept(wanted.compareTo(MAX_PAUSE) < 0 ? wanted : MAX_PAUSE);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized int countDeath() {
        long now = clock.millis();
        deathsMs.addLast(now);
        while (deathsMs.getFirst() < now - PERIOD.toMillis()) {
            deathsMs.removeFirst();
        }
        return deathsMs.size();
    }
}
