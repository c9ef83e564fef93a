package farm.vidstyle.farm.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;

/**
 * Holds objects by key. An object appears as a whole or not at all. Writing a key again replaces the object; since keys
 * are computed from the work, that is the same content. For use by any number of threads.
 *
 * <p>Trouble with the store is an {@link ObjectStoreException}, which a retry may heal.
 */
public interface ObjectStore extends AutoCloseable {
    void put(ObjectKey key, byte[] bytes);

    void put(ObjectKey key, Path file);

    /**
     * Stores a stream of unknown length in constant memory; the caller closes the stream.
     *
     * @return how many bytes it had
     * @throws TooLargeException where these would be more than {@code maxBytes}; then nothing is stored
     */
    long put(ObjectKey key, InputStream stream, long maxBytes);

    /** @throws NoSuchObjectException where there is none */
    InputStream open(ObjectKey key);

    /**
     * Part of an object: less than {@code length} bytes where the object ends before.
     *
     * @throws NoSuchObjectException where there is none
     */
    InputStream open(ObjectKey key, long offset, long length);

    /** The object's bytes; empty where there is no object. */
    OptionalLong size(ObjectKey key);

    /** Keys that start with {@code prefix}, in order. */
    List<ObjectKey> list(String prefix);

    /** Removes the object; nothing happens where there is none. */
    void delete(ObjectKey key);

    @Override
    void close();

    /** The store that {@code config} names. */
    static ObjectStore open(StoreConfig config) {
        if (config instanceof StoreConfig.Directory directory) {
            return DirectoryStore.open(directory.root());
        }
        if (config instanceof StoreConfig.S3 s3) {
            return S3Store.open(s3);
        }
        throw new IllegalArgumentException(
                "no store for " + config.getClass().getName() + "; expected a directory or S3");
    }

    /** A whole object in memory: for small ones. */
    default byte[] read(ObjectKey key) {
        try (InputStream stream = open(key)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not read", e);
        }
    }

    /** Writes an object to {@code file}, which appears as a whole or not at all. */
    default void download(ObjectKey key, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (InputStream stream = open(key)) {
                Files.copy(stream, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not downloaded to " + file, e);
        }
    }

    default boolean exists(ObjectKey key) {
        return size(key).isPresent();
    }
}
