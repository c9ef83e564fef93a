package farm.vidstyle.trainer.preparation;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How a video's folder is called. */
public enum FolderNaming {
    /** By the video's own path: {@code Folder1/Video_1.mp4} becomes {@code Folder1_Video_1}. Stays when videos are added. */
    PATH,
    /** As in the reference's sets: the directory and the video's place in it, from 1: {@code Folder1_1}. */
    COUNT;

    /**
     * @param relative the video's path below {@code root}
     * @param place of the video in its directory, from 1
     */
    String name(Path root, Path relative, int place) {
        Path directory = relative.getParent();
        if (this == COUNT) {
            return safe((directory == null ? root.getFileName() : directory) + "_" + place);
        }
        String file = relative.getFileName().toString();
        String stem = file.substring(0, file.lastIndexOf('.'));
        return safe(directory == null ? stem : joined(directory) + "_" + stem);
    }

    private static String joined(Path directory) {
        return StreamSupport.stream(directory.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("_"));
    }

    /** One name that is no path, is not hidden and stands in a line of a list; letters of every script stay. */
    private static String safe(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}._-]", "_")
                .replaceFirst("^[.-]", "_");
    }
}
