package farm.vidstyle.trainer.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of a run: gauge {@code trainer.loss} with a tag for each loss, and {@code trainer.*} for what a step reports beside them. */
public final class TrainingMeters {

    private static final String LOSS = "trainer.loss";

    private final MeterRegistry registry;
    private final Map<String, Double> values = new ConcurrentHashMap<>();

    public TrainingMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge("trainer.step", "steps", "steps made");
        gauge("trainer.epoch", "epochs", "times all videos were seen");
        gauge("trainer.steps.rate", "hertz", "steps a second");
        gauge("trainer.memory.resident", "bytes", "memory of the process");
        gauge("trainer.libtorch.share", "ratio", "share of the time spent inside libtorch");
    }

    public void set(String name, double value) {
        values.put(name, value);
    }

    public void loss(String label, double value) {
        if (values.put(LOSS + "." + label, value) == null) {
            Gauge.builder(LOSS, values, all -> all.getOrDefault(LOSS + "." + label, Double.NaN))
                    .description("unweighted losses of the last step, and their weighted total")
                    .tag("loss", label)
                    .register(registry);
        }
    }

    private void gauge(String name, String unit, String description) {
        Gauge.builder(name, values, all -> all.getOrDefault(name, 0.0))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }
}
