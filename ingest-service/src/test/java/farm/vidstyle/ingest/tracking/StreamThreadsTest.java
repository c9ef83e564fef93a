package farm.vidstyle.ingest.tracking;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StreamThreadsTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Given.NOON;
    private final StreamThreads threads = new StreamThreads(() -> now, pauses::add);

    @Test
    void anOutageReplacesThreadsEverMoreSlowly() {
        for (int i = 0; i < 30; i++) {
            assertThat(threads.handle(new TimeoutException("no answer"))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(500)).endsWith(Duration.ofSeconds(10));
    }

    @Test
    void afterAWhileAnOutageIsForgotten() {
        threads.handle(new TimeoutException("no answer"));
        now = now.plus(Duration.ofMinutes(6));

        threads.handle(new TimeoutException("no answer"));

        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void anErrorOfTheJvmStopsTheTracker() {
        assertThat(threads.handle(new OutOfMemoryError("heap"))).isEqualTo(SHUTDOWN_CLIENT);
    }
}
