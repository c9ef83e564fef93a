package farm.vidstyle.networks.weights.pickle;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * The bytes of a pickle, taken off in the pieces that its operations have. Every length is checked against what is there and against
 * the limits; running out is a {@link BufferUnderflowException}.
 */
final class PickleInput {
    private static final int MAX_INTEGER_BYTES = 1024;
    private static final int MAX_LINE = 1024;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_ALL_TEXT = 64 << 20;

    private final ByteBuffer in;
    private final int start;
    private long textBytes;

    PickleInput(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.start = in.position();
    }

    /** How far the pickle has been read. */
    int position() {
        return in.position() - start;
    }

    int int32() {
        return in.getInt();
    }

    long int64() {
        return in.getLong();
    }

    /** Of one or two bytes. */
    int unsigned(int bytes) {
        return bytes == 1 ? in.get() & 0xff : in.getShort() & 0xffff;
    }

    /** A {@link Long} where it fits. */
    Object integer(int length) {
        if (length < 0 || length > MAX_INTEGER_BYTES) {
            throw refused("has an integer of " + length + " bytes; at most " + MAX_INTEGER_BYTES + " are accepted");
        }
        ByteBuffer digits = bytes(length);
        byte[] bigEndian = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[length - i] = digits.get(i);
        }
        bigEndian[0] = (byte) (length > 0 && digits.get(length - 1) < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bigEndian);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    String text(long length, Charset charset) {
        ByteBuffer bytes = bytes(length);
        textBytes += length;
        if (length > MAX_TEXT || textBytes > MAX_ALL_TEXT) {
            throw refused("has a text of " + length + " bytes, " + textBytes + " with the others; at most " + MAX_TEXT
                    + " and " + MAX_ALL_TEXT + " are read");
        }
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new PickleException("has a text that is not " + charset + ": " + e.getMessage(), e);
        }
    }

    /** They stay where they are. */
    ByteBuffer bytes(long length) {
        requireBytes(length);
        ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return bytes;
    }

    void requireBytes(long length) {
        if (length < 0 || length > in.remaining()) {
            throw refused("announces " + length + " bytes where " + in.remaining() + " remain");
        }
    }

    String line() {
        StringBuilder line = new StringBuilder();
        for (int c = unsigned(1); c != '\n'; c = unsigned(1)) {
            if (line.length() == MAX_LINE) {
                throw refused("has a name of more than " + MAX_LINE + " letters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    PickleException refused(String what) {
        return new PickleException(what + " (at byte " + position() + ")");
    }
}
