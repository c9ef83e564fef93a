package farm.vidstyle.ingest.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that nobody needs after the process: what a killed predecessor left there goes at the start. */
public final class Scratch {
    private static final String PREFIX = "vidstyle-ingest-"; // all that is ever deleted starts with it

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the folder for this process alone.
     *
     * @param folder made where it is missing; one process may use it at a time
     */
    public static Scratch open(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
                left.forEach(Scratch::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder for temporary files " + folder + " cannot be used", e);
        }
        return new Scratch(folder);
    }

    /** A new folder, gone when it is closed. */
    public Room room() throws IOException {
        return new Room(Files.createTempDirectory(folder, PREFIX));
    }

    private static void delete(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary files at " + root + " cannot be deleted", e);
        }
    }

    /** A folder of its own for one piece of work. */
    public record Room(Path folder) implements AutoCloseable {
        public Path file(String name) {
            return folder.resolve(name);
        }

        @Override
        public void close() {
            delete(folder);
        }
    }
}
