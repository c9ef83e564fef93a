package farm.vidstyle.inversion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of inversion. */
final class InversionMetrics {
    private final Counter frames;
    private final Counter reused;
    private final Timer frameDuration;

    InversionMetrics(MeterRegistry meters) {
        frames = Counter.builder("inversion.frames")
                .description("Frames inverted")
                .register(meters);
        reused = Counter.builder("inversion.chunks.reused")
                .description("Chunks whose codes were in the store already")
                .register(meters);
        frameDuration = Timer.builder("inversion.frame.duration")
                .description("Computing a frame takes, the mean of its chunk")
                .register(meters);
    }

    void inverted(int count, Duration duration) {
        frames.increment(count);
        frameDuration.record(duration.dividedBy(count));
    }

    void reused() {
        reused.increment();
    }
}
