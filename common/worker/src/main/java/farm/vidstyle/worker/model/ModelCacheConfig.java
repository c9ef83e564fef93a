package farm.vidstyle.worker.model;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import java.nio.file.Path;

/**
 * Where models are kept.
 *
 * @param folder for the fetched files; they stay there, so that a restart fetches nothing
 * @param open how many models stay open while nobody uses them
 */
public record ModelCacheConfig(Path folder, int open) {
    private static final int DEFAULT_OPEN = 2;
    private static final int MAX_OPEN = 64;

    public ModelCacheConfig {
        requireNonNull(folder, "folder");
        if (open < 1 || open > MAX_OPEN) {
            throw new IllegalArgumentException("open models are " + open + "; expected 1 to " + MAX_OPEN);
        }
    }

    /** From {@code VIDSTYLE_MODEL_CACHE} and {@code VIDSTYLE_OPEN_MODELS}. */
    public static ModelCacheConfig from(Settings settings) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "vidstyle-models");
        return new ModelCacheConfig(
                settings.path("VIDSTYLE_MODEL_CACHE", temporary),
                settings.integer("VIDSTYLE_OPEN_MODELS", DEFAULT_OPEN, 1, MAX_OPEN));
    }
}
