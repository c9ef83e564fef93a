package farm.vidstyle.farm.objectstore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read of a stream, and fails as soon as it is more than allowed. */
final class LimitedStream extends FilterInputStream {
    private final long maxBytes;
    private long count;

    LimitedStream(InputStream stream, long maxBytes) {
        super(stream);
        this.maxBytes = maxBytes;
    }

    long count() {
        return count;
    }

    boolean exceeded() {
        return count > maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(long bytes) throws IOException {
        count += bytes;
        if (exceeded()) {
            throw new IOException("more than " + maxBytes + " bytes");
        }
    }
}
