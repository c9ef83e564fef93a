package farm.vidstyle.ingest.api;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A box of padding that an MP4 may end with; looks at the heap three times while it is read. */
final class HeapWatch extends InputStream {
    private static final int LOOKS = 3;

    private final byte[] head;
    private final long length;
    private long position;
    private int looks;
    private volatile long peak;

    HeapWatch(int length) {
        this.length = length;
        this.head = ByteBuffer.allocate(8)
                .putInt(length)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** The most that was in use. */
    long peak() {
        return peak;
    }

    static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (position >= length) {
            return -1;
        }
        if (position > (looks + 1) * length / (LOOKS + 1)) {
            looks++;
            peak = Math.max(peak, usedAfterCollection());
        }
        if (position < head.length) {
            target[offset] = head[(int) position++];
            return 1;
        }
        int filled = (int) Math.min(count, length - position);
        Arrays.fill(target, offset, offset + filled, (byte) 0);
        position += filled;
        return filled;
    }
}
