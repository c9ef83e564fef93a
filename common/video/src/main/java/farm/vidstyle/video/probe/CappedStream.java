package farm.vidstyle.video.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read and refuses the video at the first byte too many. */
final class CappedStream extends FilterInputStream {
    private final Limits limits;
    private long read;

    CappedStream(InputStream in, Limits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            limits.checkBytes(++read);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            read += count;
            limits.checkBytes(read);
        }
        return count;
    }
}
