package farm.vidstyle.trainer.inspection;

import java.nio.file.Path;
import java.util.List;

/**
 * What to look at.
 *
 * @param dataset has a folder of frames for each video
 * @param codes has a folder of codes for each video; the data set itself where codes lie beside the frames
 * @param lists of folders for training and validation
 * @param captions whether every folder must have a description; otherwise all or none
 */
public record InspectionOrder(Path dataset, Path codes, List<Path> lists, boolean captions) {
    public InspectionOrder {
        lists = List.copyOf(lists);
    }
}
