package farm.vidstyle.trainer.preparation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The videos below a folder, each with a name for its frames that no other has. */
final class VideoTree {
    private static final Set<String> ENDINGS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "mts", "3gp", "wmv", "flv", "ogv", "gif");
    private static final int MAX_NAME_BYTES = 200; // file systems take 255; ours get endings

    private final Path root;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Path, BasicFileAttributes> found =
            new TreeMap<>(Comparator.comparing(Path::toString, new NaturalOrder()));

    private VideoTree(Path root) {
        this.root = root;
    }

    /** @param problems videos and directories that cannot be used */
    record Plan(List<SourceVideo> videos, List<Problem> problems) {}

    static Plan plan(Path videos, FolderNaming naming) throws IOException {
        Path root = videos.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new IOException("'" + videos + "' is no folder; name the folder that has the videos");
        }
        VideoTree tree = new VideoTree(root);
        tree.search();
        if (tree.found.isEmpty()) {
            throw new IOException("no videos below '" + videos + "'; expected files that end in "
                    + ENDINGS.stream().sorted().collect(Collectors.joining(", ")));
        }
        return tree.named(naming);
    }

    private void search() throws IOException {
        Set<FileVisitOption> throughLinks = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
        Files.walkFileTree(root, throughLinks, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean hidden = !directory.equals(root)
                        && directory.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isVideo(file)) {
                    found.put(root.relativize(file), attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                problems.add(new Problem(slashed(root.relativize(file)), "cannot be read: " + failure));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Plan named(FolderNaming naming) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, SourceVideo> byFolder = new TreeMap<>();
        found.forEach((relative, attributes) -> {
            int place = places.merge(String.valueOf(relative.getParent()), 1, Integer::sum);
            String folder = naming.name(root, relative, place);
            SourceVideo video = new SourceVideo(
                    root.resolve(relative),
                    slashed(relative),
                    folder,
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis());
            if (folder.getBytes(UTF_8).length > MAX_NAME_BYTES) {
                problems.add(new Problem(
                        video.name(),
                        "its folder's name would have more than " + MAX_NAME_BYTES + " bytes; rename it"));
                return;
            }
            SourceVideo first = byFolder.putIfAbsent(folder, video);
            if (first != null) {
                problems.add(new Problem(
                        video.name(), "would become folder " + folder + ", as " + first.name() + " does; rename one"));
            }
        });
        return new Plan(List.copyOf(byFolder.values()), List.copyOf(problems));
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
