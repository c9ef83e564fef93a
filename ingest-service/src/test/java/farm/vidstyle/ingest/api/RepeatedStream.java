package farm.vidstyle.ingest.api;

import java.io.InputStream;

/** The same bytes, many times. */
final class RepeatedStream extends InputStream {
    private final byte[] piece;
    private long left;

    RepeatedStream(byte[] piece, long times) {
        this.piece = piece;
        this.left = piece.length * times;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(Math.min(length, piece.length), left);
        System.arraycopy(piece, 0, target, offset, count);
        left -= count;
        return count;
    }
}
