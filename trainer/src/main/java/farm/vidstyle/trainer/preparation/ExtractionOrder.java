package farm.vidstyle.trainer.preparation;

import farm.vidstyle.trainer.layout.FrameSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to make frames of, and how.
 *
 * @param videos the folder that has the videos, in any depth
 * @param dataset where the folders of frames go
 * @param faceModel a YuNet file that finds faces, for alignment by them
 * @param overwrite whether folders that were made of another video or with other settings are made anew
 */
public record ExtractionOrder(
        Path videos,
        Path dataset,
        FrameSettings settings,
        @Nullable Path faceModel,
        FolderNaming naming,
        boolean overwrite) {}
