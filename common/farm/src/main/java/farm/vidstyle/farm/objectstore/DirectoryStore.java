package farm.vidstyle.farm.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects as files below a folder. A file is written under {@code .part}, forced to disk, and moved to its name: no
 * reader ever sees half of it. Several processes may share the folder; whoever opens it removes what killed ones left.
 */
final class DirectoryStore implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStore.class);

    /** No key starts with a dot, so nothing in here is an object. */
    private static final String PARTS = ".part";

    private final Path root;
    private final Path parts;

    private DirectoryStore(Path root) {
        this.root = root;
        this.parts = root.resolve(PARTS);
    }

    static DirectoryStore open(Path root) {
        DirectoryStore store = new DirectoryStore(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(store.parts);
            store.removeAbandonedParts();
        } catch (IOException e) {
            throw new ObjectStoreException("object store " + root + " was not opened", e);
        }
        return store;
    }

    @Override
    public void put(ObjectKey key, byte[] bytes) {
        write(key, out -> out.write(bytes));
    }

    @Override
    public void put(ObjectKey key, Path file) {
        write(key, out -> Files.copy(file, out));
    }

    @Override
    public long put(ObjectKey key, InputStream stream, long maxBytes) {
        LimitedStream limited = new LimitedStream(stream, maxBytes);
        try {
            write(key, limited::transferTo);
        } catch (ObjectStoreException e) {
            throw limited.exceeded() ? new TooLargeException(key, maxBytes) : e;
        }
        return limited.count();
    }

    @Override
    public InputStream open(ObjectKey key) {
        return open(key, 0, Long.MAX_VALUE);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        Ranges.requireValid(key, offset, length);
        try {
            FileChannel channel = FileChannel.open(existing(key), StandardOpenOption.READ);
            try {
                channel.position(offset);
                return new BoundedStream(Channels.newInputStream(channel), length);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new NoSuchObjectException(key);
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not opened", e);
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        try {
            return OptionalLong.of(Files.size(existing(key)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new ObjectStoreException("size of object " + key + " was not found", e);
        }
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        // only the folder that all such keys share has to be walked
        int slash = prefix.lastIndexOf('/');
        String shared = prefix.substring(0, Math.max(slash, 0));
        if (!shared.isEmpty() && !ObjectKey.isSafe(shared)) {
            return List.of();
        }
        Path start = root.resolve(shared);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(start, new FileNames(names::add));
        } catch (IOException e) {
            throw new ObjectStoreException("objects of " + prefix + " were not listed", e);
        }
        return names.stream()
                .filter(name -> name.startsWith(prefix) && ObjectKey.isSafe(name))
                .sorted()
                .map(ObjectKey::new)
                .toList();
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            Files.delete(existing(key));
        } catch (NoSuchFileException e) {
            // it is gone, which is what was asked for
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not deleted", e);
        }
    }

    @Override
    public void close() {
        // holds nothing open
    }

    private Path path(ObjectKey key) {
        return root.resolve(key.value());
    }

    /** A folder of objects is no object. */
    private Path existing(ObjectKey key) throws NoSuchFileException {
        Path file = path(key);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    private void write(ObjectKey key, Content content) {
        Path part = parts.resolve(UUID.randomUUID().toString());
        try {
            try {
                writePart(part, content);
                Path file = path(key);
                Files.createDirectories(file.getParent());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not stored", e);
        }
    }

    private static void writePart(Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.lock(); // tells other processes that the writer lives; the system releases it with the channel
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private void removeAbandonedParts() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parts)) {
            for (Path part : found) {
                if (isAbandoned(part)) {
                    Files.deleteIfExists(part);
                    LOG.atInfo().addKeyValue("file", part).log("unfinished object of an ended process removed");
                }
            }
        }
    }

    private static boolean isAbandoned(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // written by this very process
        } catch (NoSuchFileException e) {
            return false; // finished meanwhile
        }
    }

    /** Finds files, relative to the root; what is deleted meanwhile is not there. */
    private final class FileNames extends SimpleFileVisitor<Path> {
        private final Consumer<String> found;

        private FileNames(Consumer<String> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(parts) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                found.accept(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }

    /** Writes an object's bytes. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
