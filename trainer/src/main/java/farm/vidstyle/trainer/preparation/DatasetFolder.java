package farm.vidstyle.trainer.preparation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data set being written, by one process at a time. New folders are made in a hidden place of the same disk and moved to theirs when they
 * are whole; what a killed process left there is put right when the next one takes hold.
 */
public final class DatasetFolder implements AutoCloseable {
    private static final String HIDDEN = ".preparation";

    private final Path root;
    private final Path unfinished;
    private final Path replaced;
    private final FileChannel lockFile;

    private DatasetFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.unfinished = root.resolve(HIDDEN).resolve("unfinished");
        this.replaced = root.resolve(HIDDEN).resolve("replaced");
        this.lockFile = lockFile;
    }

    public static DatasetFolder hold(Path root) throws IOException {
        Path hidden = root.resolve(HIDDEN);
        Files.createDirectories(hidden);
        FileChannel lockFile =
                FileChannel.open(hidden.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lockFile)) {
                throw new IOException(
                        "another process prepares '" + root + "'; wait for it, or write to another folder");
            }
            DatasetFolder dataset = new DatasetFolder(root, lockFile);
            dataset.recover();
            return dataset;
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    public Path root() {
        return root;
    }

    /** Where a folder lies, or will lie. */
    public Path folder(String name) {
        return root.resolve(name);
    }

    /** Where details of the work can be written to, out of sight. */
    public Path log() {
        return root.resolve(HIDDEN).resolve("vidstyle.log");
    }

    /** A new empty folder out of sight; it is gone when the set is next held. */
    public Path scratch(String name) throws IOException {
        Path scratch = unfinished.resolve(name);
        delete(scratch);
        return Files.createDirectories(scratch);
    }

    /** Frees what a scratch folder takes. */
    public void discard(Path scratch) throws IOException {
        delete(scratch);
    }

    /** Puts a whole folder in its place, where it replaces the one that was there. */
    void commit(Path scratch, String name) throws IOException {
        Path place = folder(name);
        Path old = replaced.resolve(name);
        if (Files.exists(place)) {
            Files.createDirectories(replaced);
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(scratch, place, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /** Between the two moves of a replacement the old folder is the only one; it comes back. */
    private void recover() throws IOException {
        delete(unfinished);
        if (Files.exists(replaced)) {
            List<Path> left;
            try (Stream<Path> entries = Files.list(replaced)) {
                left = entries.toList();
            }
            for (Path old : left) {
                Path place = folder(old.getFileName().toString());
                if (!Files.exists(place)) {
                    Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            delete(replaced);
        }
    }

    /** Deletes a tree, where there is one; links are deleted, not followed. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
