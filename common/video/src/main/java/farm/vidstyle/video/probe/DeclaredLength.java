package farm.vidstyle.video.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Compares the lengths that a container's outermost parts declare with the file's. FFmpeg reads what is there and says nothing; this finds
 * a file that was cut off before anything in it is looked at. Containers without such lengths pass.
 */
final class DeclaredLength {
    private static final int HEAD_BYTES = 16;
    private static final int MAX_PARTS = 10_000; // top-level boxes of a long fragmented film
    private static final int RIFF = 0x52494646;
    private static final int EBML = 0x1a45dfa3;
    private static final int MATROSKA_SEGMENT = 0x18538067;
    private static final int FTYP = 0x66747970;
    private static final Set<String> BOXES = Set.of(
            "ftyp", "moov", "mdat", "free", "skip", "wide", "moof", "mfra", "sidx", "styp", "uuid", "meta", "udta");
    private static final int UNKNOWN = -1;

    private DeclaredLength() {}

    static void check(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long length = channel.size();
            int kind = read(channel, 0).getInt(0);
            boolean boxes = read(channel, 0).getInt(4) == FTYP;
            long position = 0;
            for (int part = 0; part < MAX_PARTS && position < length; part++) {
                ByteBuffer head = read(channel, position);
                long size = boxes ? box(head) : kind == RIFF ? riff(head) : kind == EBML ? element(head) : UNKNOWN;
                if (size == UNKNOWN) {
                    return;
                }
                if (size > length - position) {
                    throw new VideoRefusedException(
                            Refusal.TRUNCATED,
                            "the file has " + length + " bytes, but its part at byte " + position + " declares " + size
                                    + "; expected a complete file");
                }
                position += size;
            }
        }
    }

    /** Sixteen bytes from there on, zeros after the end. */
    private static ByteBuffer read(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        channel.position(position);
        while (head.hasRemaining() && channel.read(head) >= 0) {
            // until full or at the end
        }
        return head.clear();
    }

    private static long box(ByteBuffer head) {
        byte[] type = new byte[Integer.BYTES];
        head.get(Integer.BYTES, type);
        if (!BOXES.contains(new String(type, StandardCharsets.ISO_8859_1))) {
            return UNKNOWN; // cameras and sites append data of their own after the film
        }
        long size = Integer.toUnsignedLong(head.getInt(0));
        if (size == 1) {
            size = head.getLong(Long.BYTES);
        }
        return size >= Long.BYTES ? size : UNKNOWN; // 0 means up to the end of the file
    }

    private static long riff(ByteBuffer head) {
        int size = head.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        boolean sized =
                head.getInt(0) == RIFF && size != 0 && size != -1; // both stand for "written without looking back"
        return sized ? 8 + Integer.toUnsignedLong(size) : UNKNOWN;
    }

    private static long element(ByteBuffer head) {
        int id = head.getInt(0);
        if (id != EBML && id != MATROSKA_SEGMENT) {
            return UNKNOWN;
        }
        int bytes =
                Integer.numberOfLeadingZeros(head.get(4) & 0xff) - 23; // a variable-length number says its length first
        if (bytes > 8) {
            return UNKNOWN;
        }
        long value = head.get(4) & (0xff >> bytes);
        boolean allOnes = value == (0xff >> bytes);
        for (int i = 1; i < bytes; i++) {
            value = value << 8 | (head.get(4 + i) & 0xff);
            allOnes &= head.get(4 + i) == -1;
        }
        return allOnes ? UNKNOWN : 4 + bytes + value;
    }
}
