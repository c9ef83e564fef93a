package farm.vidstyle.ingest.splitting;

import farm.vidstyle.video.probe.Limits;
import java.time.Duration;

/**
 * What splitting a video may cost.
 *
 * @param time that splitting may take; shorter than the lock of the work
 */
public record SplittingLimits(Limits video, Duration time) {}
