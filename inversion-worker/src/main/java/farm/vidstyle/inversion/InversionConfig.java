package farm.vidstyle.inversion;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.work.WorkConfig;
import farm.vidstyle.worker.service.WorkerConfig;
import java.util.Map;

/** The inversion worker's configuration. */
public record InversionConfig(WorkerConfig worker, WorkConfig work) {
    static final String GROUP = "vidstyle-inversion";

    public InversionConfig {
        requireNonNull(worker, "worker");
        requireNonNull(work, "work");
    }

    /** From environment variables, with all problems reported at once. */
    public static InversionConfig from(Map<String, String> environment) {
        return Settings.read(
                environment,
                settings -> new InversionConfig(WorkerConfig.from(settings), WorkConfig.from(settings, GROUP)));
    }
}
