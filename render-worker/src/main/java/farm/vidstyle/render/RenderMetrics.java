package farm.vidstyle.render;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/** What is counted of motion and rendering. */
public final class RenderMetrics {
    private final MeterRegistry meters;
    private final Counter frames;
    private final Timer frameDuration;
    private final Counter motionFrames;
    private final Timer windowDuration;
    private final Counter reusedWindows;
    private final Counter reusedSegments;

    public RenderMetrics(MeterRegistry meters) {
        this.meters = meters;
        frames = Counter.builder("render.frames").description("Frames rendered").register(meters);
        frameDuration = Timer.builder("render.frame.duration")
                .description("Computing a frame takes, the mean of its segment")
                .register(meters);
        motionFrames = Counter.builder("render.motion.frames")
                .description("Frames whose motion was encoded")
                .register(meters);
        windowDuration = Timer.builder("render.motion.duration")
                .description("Computing the motion of a window takes")
                .register(meters);
        reusedWindows = reused("motion");
        reusedSegments = reused("segment");
    }

    private Counter reused(String kind) {
        return Counter.builder("render.reused")
                .description("Items whose result was in the store already")
                .tag("kind", kind)
                .register(meters);
    }

    /** A segment of {@code count} frames; {@code stages} in seconds. */
    public void rendered(int count, Map<String, Double> stages) {
        frames.increment(count);
        double total = stages.values().stream().mapToDouble(Double::doubleValue).sum();
        frameDuration.record(nanoseconds(total / count));
        stages.forEach((stage, seconds) -> Timer.builder("render.stage.duration")
                .description("Computing a stage of a segment takes")
                .tag("stage", stage)
                .register(meters)
                .record(nanoseconds(seconds)));
    }

    public void encoded(int count, Duration duration) {
        motionFrames.increment(count);
        windowDuration.record(duration);
    }

    public void reusedWindow() {
        reusedWindows.increment();
    }

    public void reusedSegment() {
        reusedSegments.increment();
    }

    private static Duration nanoseconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
