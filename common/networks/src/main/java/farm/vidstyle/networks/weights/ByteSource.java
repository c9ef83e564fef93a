package farm.vidstyle.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes of one checkpoint with the name that errors give it: a file, mapped so that nothing is copied, or a message in memory.
 * Pieces stay readable for as long as somebody holds them.
 */
final class ByteSource {
    /**
     * A file is mapped in windows that start at every multiple of this and reach as far as a buffer can, so that each piece of up to
     * this size lies in one window: thousands of tensors are then a few mappings, of which a process may have only so many.
     */
    private static final long WINDOW = 1L << 30;

    private final String name;
    private final long size;
    private final Pieces pieces;
    private final Optional<Path> file;

    private interface Pieces {
        ByteBuffer at(long offset, int length) throws IOException;
    }

    private ByteSource(String name, long size, Pieces pieces, Optional<Path> file) {
        this.name = name;
        this.size = size;
        this.pieces = pieces;
        this.file = file;
    }

    static ByteSource of(Path file) {
        try {
            long size = Files.size(file);
            return new ByteSource(file.toString(), size, windows(file, size), Optional.of(file));
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static ByteSource of(String name, ByteBuffer content) {
        ByteBuffer bytes = content.slice();
        return new ByteSource(
                name, bytes.limit(), (offset, length) -> bytes.slice((int) offset, length), Optional.empty());
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** The file, where it is one. */
    Optional<Path> file() {
        return file;
    }

    /** The bytes from {@code offset}, little endian; {@code what} names them where they do not exist. */
    ByteBuffer slice(long offset, long length, String what) {
        if (offset < 0 || length < 0 || length > size || offset > size - length) {
            throw broken(what + " should be the " + length + " bytes from " + offset + ", but the file has " + size
                    + "; is it cut short?");
        }
        if (length > Integer.MAX_VALUE) {
            throw broken(what + " has " + length + " bytes; at most " + Integer.MAX_VALUE + " are read in one piece");
        }
        try {
            return pieces.at(offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new CheckpointException(name + ": " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    CheckpointException broken(String reason) {
        return new CheckpointException(name + ": " + reason);
    }

    private static Pieces windows(Path file, long size) {
        Map<Long, ByteBuffer> windows = new ConcurrentHashMap<>();
        return (offset, length) -> {
            if (length > WINDOW) {
                return map(file, offset, length);
            }
            long start = offset / WINDOW * WINDOW;
            ByteBuffer window = windows.get(start);
            if (window == null) {
                window = map(file, start, Math.min(size - start, Integer.MAX_VALUE));
                windows.put(start, window);
            }
            return window.slice((int) (offset - start), length);
        };
    }

    private static ByteBuffer map(Path file, long offset, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, offset, length);
        }
    }
}
