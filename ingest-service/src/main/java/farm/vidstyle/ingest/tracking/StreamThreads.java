package farm.vidstyle.ingest.tracking;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, for what kills one is nearly always an outage of something else. Threads that keep
 * dying are a fault of ours: then the client stops, the process is no longer alive, and its supervisor starts it anew.
 */
final class StreamThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    private static final int MAX_DEATHS = 30;
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Deque<Long> deathsMs = new ArrayDeque<>();

    StreamThreads(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        long now = clock.millis();
        deathsMs.addLast(now);
        while (deathsMs.getFirst() < now - PERIOD.toMillis()) {
            deathsMs.removeFirst();
        }
        boolean hopeless = cause instanceof Error || deathsMs.size() > MAX_DEATHS;
        LOG.atError()
                .addKeyValue("deaths", deathsMs.size())
                .setCause(cause)
                .log(hopeless ? "the tracker stops" : "a tracker thread died and is replaced");
        return hopeless ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
