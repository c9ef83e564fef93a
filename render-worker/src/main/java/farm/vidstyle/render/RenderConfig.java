package farm.vidstyle.render;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.work.WorkConfig;
import farm.vidstyle.networks.stylegan.Precision;
import farm.vidstyle.worker.service.WorkerConfig;
import java.util.Map;

/**
 * The render worker's configuration.
 *
 * @param motion how windows of video are encoded
 * @param segments how segments are rendered
 * @param decoder in which precision frames are painted; pixels depend on it, so it is one for all workers of a farm
 */
public record RenderConfig(WorkerConfig worker, WorkConfig motion, WorkConfig segments, Precision decoder) {
    static final String MOTION_GROUP = "vidstyle-motion";
    static final String SEGMENTS_GROUP = "vidstyle-rendering";

    public RenderConfig {
        requireNonNull(worker, "worker");
        requireNonNull(motion, "motion");
        requireNonNull(segments, "segments");
        requireNonNull(decoder, "decoder");
    }

    /** From environment variables, with all problems reported at once. */
    public static RenderConfig from(Map<String, String> environment) {
        return Settings.read(
                environment,
                settings -> new RenderConfig(
                        WorkerConfig.from(settings),
                        WorkConfig.from(settings, MOTION_GROUP),
                        WorkConfig.from(settings, SEGMENTS_GROUP),
                        settings.choice("VIDSTYLE_DECODER_PRECISION", Precision.FLOAT32)));
    }
}
