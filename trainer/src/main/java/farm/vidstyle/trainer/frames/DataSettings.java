package farm.vidstyle.trainer.frames;

import java.nio.file.Path;

/**
 * Where a set of videos lies and how it is read.
 *
 * @param videoList names of videos, one a line
 * @param frameRoot holds a folder of frames for each video
 * @param codeRoot holds a folder of W+ codes for each video
 * @param batch videos a step
 */
public record DataSettings(Path videoList, Path frameRoot, Path codeRoot, FrameRule rule, int batch) {}
