package farm.vidstyle.farm.work;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How a kind of work is done.
 *
 * @param group names the workers that share the work; one per kind of work
 * @param worker names this process in events and logs
 * @param lock how long a worker may take for an item before another worker gets it too
 * @param attempts how often an item is tried before it is dead
 * @param backoff waited after the first failed attempt; doubles with each further one, up to {@link #MAX_BACKOFF}
 */
public record WorkConfig(String group, String worker, Duration lock, int attempts, Duration backoff) {
    /** The brokers count at most ten deliveries; the rest is for deliveries that ended with a worker's death. */
    public static final int MAX_ATTEMPTS = 7;

    static final Duration MAX_BACKOFF = Duration.ofSeconds(15);

    private static final Duration DEFAULT_LOCK = Duration.ofMinutes(10);
    private static final int DEFAULT_ATTEMPTS = 5;
    private static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(1);
    private static final Duration MIN_LOCK = Duration.ofSeconds(15);
    private static final Duration MAX_LOCK = Duration.ofHours(1);

    public WorkConfig {
        requireNonNull(group, "group");
        requireNonNull(worker, "worker");
        requireNonNull(backoff, "backoff");
        if (lock.compareTo(MIN_LOCK) < 0 || lock.compareTo(MAX_LOCK) > 0) {
            throw new IllegalArgumentException("work lock is " + lock + "; expected " + MIN_LOCK + " to " + MAX_LOCK
                    + ", longer than any item takes");
        }
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("work attempts are " + attempts + "; expected 1 to " + MAX_ATTEMPTS);
        }
    }

    /** The defaults, for {@code group}. */
    public static WorkConfig of(String group) {
        return new WorkConfig(group, thisProcess(), DEFAULT_LOCK, DEFAULT_ATTEMPTS, DEFAULT_BACKOFF);
    }

    /** The defaults, changed by {@code VIDSTYLE_WORK_LOCK}, {@code _ATTEMPTS}, {@code _BACKOFF} and {@code VIDSTYLE_WORKER}. */
    public static WorkConfig from(Settings settings, String group) {
        return new WorkConfig(
                group,
                settings.text("VIDSTYLE_WORKER", thisProcess()),
                settings.duration("VIDSTYLE_WORK_LOCK", DEFAULT_LOCK),
                settings.integer("VIDSTYLE_WORK_ATTEMPTS", DEFAULT_ATTEMPTS, 1, MAX_ATTEMPTS),
                settings.duration("VIDSTYLE_WORK_BACKOFF", DEFAULT_BACKOFF));
    }

    /** How long to wait after failed attempt number {@code attempt}, counting from 1. */
    Duration backoffAfter(int attempt) {
        Duration wait = backoff.multipliedBy(1L << Math.min(attempt - 1, MAX_ATTEMPTS));
        return wait.compareTo(MAX_BACKOFF) < 0 ? wait : MAX_BACKOFF;
    }

    /** Process and host, {@code 4711@render-7f9c}: what a container's or machine's log is found by. */
    private static String thisProcess() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }
}
