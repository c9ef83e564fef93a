package farm.vidstyle.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of one checkpoint with the name that errors give it: a file, mapped piece by piece so that nothing is copied, or a message in
 * memory. Pieces stay readable for as long as somebody holds them.
 */
final class ByteSource {
    private final String name;
    private final long size;
    private final Pieces pieces;

    private interface Pieces {
        ByteBuffer at(long offset, long length) throws IOException;
    }

    private ByteSource(String name, long size, Pieces pieces) {
        this.name = name;
        this.size = size;
        this.pieces = pieces;
    }

    static ByteSource of(Path file) {
        try {
            return new ByteSource(file.toString(), Files.size(file), (offset, length) -> map(file, offset, length));
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static ByteSource of(String name, ByteBuffer content) {
        ByteBuffer bytes = content.slice();
        return new ByteSource(name, bytes.limit(), (offset, length) -> bytes.slice((int) offset, (int) length));
    }

    String name() {
        return name;
    }

    long size() {
        return size;
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
            return pieces.at(offset, length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new CheckpointException(name + ": " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    CheckpointException broken(String reason) {
        return new CheckpointException(name + ": " + reason);
    }

    private static ByteBuffer map(Path file, long offset, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, offset, length);
        }
    }
}
