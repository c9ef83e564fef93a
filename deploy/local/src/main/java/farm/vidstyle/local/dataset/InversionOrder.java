package farm.vidstyle.local.dataset;

import java.nio.file.Path;

/**
 * Which frames are inverted by what.
 *
 * @param dataset has a folder of frames for each video
 * @param codes where the folders of codes go; the data set itself to have them beside the frames
 * @param model as the farm knows it, {@code name} or {@code name@version}
 * @param overwrite whether codes of another model, or of none that is known, are replaced
 */
public record InversionOrder(Path dataset, Path codes, String model, boolean overwrite) {}
