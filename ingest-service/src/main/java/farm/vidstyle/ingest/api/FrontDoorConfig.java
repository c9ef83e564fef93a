package farm.vidstyle.ingest.api;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.video.probe.Limits;
import java.time.Duration;

/**
 * How the front door opens.
 *
 * @param port 0 for any
 * @param limits of an upload
 * @param uploads how many may be under way at a time
 * @param patience how long a client may be silent
 */
public record FrontDoorConfig(int port, Limits limits, int uploads, Duration patience) {
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_UPLOADS = 16;
    private static final int MAX_UPLOADS = 1000;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    /** 2 GiB; ten minutes; a frame of 7680x4320 pixels; ten minutes at 60 frames a second. */
    private static final Limits DEFAULT_LIMITS = new Limits(2L << 30, 600, 7680L * 4320, 36_000);

    public FrontDoorConfig {
        requireNonNull(limits, "limits");
        if (patience.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("patience with clients is " + patience + "; expected at least 1s");
        }
    }

    public static FrontDoorConfig from(Settings settings) {
        Limits limits = new Limits(
                settings.wholeNumber("VIDSTYLE_MAX_BYTES", DEFAULT_LIMITS.bytes(), 1, 1L << 40),
                settings.number("VIDSTYLE_MAX_SECONDS", DEFAULT_LIMITS.seconds(), 0.01, 86_400),
                settings.wholeNumber("VIDSTYLE_MAX_PIXELS", DEFAULT_LIMITS.pixels(), 64, Integer.MAX_VALUE),
                settings.wholeNumber("VIDSTYLE_MAX_FRAMES", DEFAULT_LIMITS.frames(), 1, 10_000_000));
        return new FrontDoorConfig(
                settings.integer("VIDSTYLE_PORT", DEFAULT_PORT, 0, MAX_PORT),
                limits,
                settings.integer("VIDSTYLE_MAX_UPLOADS", DEFAULT_UPLOADS, 1, MAX_UPLOADS),
                settings.duration("VIDSTYLE_CLIENT_PATIENCE", DEFAULT_PATIENCE));
    }
}
