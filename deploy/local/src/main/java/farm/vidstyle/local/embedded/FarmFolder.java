package farm.vidstyle.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data folder of an embedded farm, held by one process at a time. The lock goes with the process, however it ends. */
final class FarmFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;

    private FarmFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static FarmFolder hold(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("farm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new IllegalStateException("another farm runs on " + folder
                        + "; stop it, or give this one a folder of its own with --data");
            }
            return new FarmFolder(folder, lockFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use '" + folder + "' as data folder: " + e.getMessage(), e);
        }
    }

    Path broker() {
        return folder.resolve("kafka");
    }

    Path store() {
        return folder.resolve("store");
    }

    Path work() {
        return folder.resolve("work");
    }

    Path models() {
        return folder.resolve("models");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the lock of " + folder, e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
