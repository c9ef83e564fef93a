package farm.vidstyle.networks.weights.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes plain data as a pickle of protocol 2, with the operations that {@code torch.load(weights_only=True)} knows. Anything else than
 * numbers, texts, lists, dictionaries and empty {@link Optional}s (for {@code None}) is written by {@link Special}.
 */
public final class PickleWriter {
    private static final int MAX_DEPTH = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Special special;
    private int depth;

    /** Writes what only its owner knows, such as tensors. */
    public interface Special {
        /** Writes {@code value} and returns true, or returns false and leaves it to the plain rules. */
        boolean write(Object value, PickleWriter writer);
    }

    private PickleWriter(Special special) {
        this.special = special;
    }

    /** The whole pickle of one value. */
    public static byte[] write(Object value, Special special) {
        PickleWriter writer = new PickleWriter(special);
        writer.raw(0x80, 2);
        writer.value(value);
        writer.raw('.');
        return writer.out.toByteArray();
    }

    public void value(Object value) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("values nested more than " + MAX_DEPTH + " deep cannot be written");
        }
        if (!special.write(value, this) && !scalar(value)) {
            if (value instanceof List<?> list) {
                raw(']', '(');
                list.forEach(this::value);
                raw('e');
            } else if (value instanceof Map<?, ?> map) {
                raw('}');
                items(map);
            } else {
                throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be written");
            }
        }
        depth--;
    }

    /** A tuple of what {@code contents} writes. */
    public void tuple(Runnable contents) {
        raw('(');
        contents.run();
        raw('t');
    }

    /** Adds the entries to the dictionary that was written last. */
    public void items(Map<?, ?> map) {
        raw('(');
        map.forEach((key, value) -> {
            value(key);
            value(value);
        });
        raw('u');
    }

    /** The class or function of that name. */
    public void global(String module, String name) {
        raw('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(UTF_8));
    }

    /** Calls the global with the tuple, both written before. */
    public void call() {
        raw('R');
    }

    /** Makes the tuple that was written last a reference to something outside of the pickle. */
    public void reference() {
        raw('Q');
    }

    private boolean scalar(Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(UTF_8);
            raw('X');
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(bytes.length)
                    .array());
            out.writeBytes(bytes);
        } else if (value instanceof Boolean flag) {
            raw(flag ? 0x88 : 0x89);
        } else if (value instanceof Long || value instanceof Integer) {
            integer(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            raw('G');
            out.writeBytes(ByteBuffer.allocate(Double.BYTES)
                    .putDouble(((Number) value).doubleValue())
                    .array());
        } else if (value instanceof Optional<?> none && none.isEmpty()) {
            raw('N');
        } else {
            return false;
        }
        return true;
    }

    private void integer(long value) {
        if (value >= 0 && value < 256) {
            raw('K', (int) value);
        } else if (value == (int) value) {
            raw('J');
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) value)
                    .array());
        } else {
            byte[] bigEndian = BigInteger.valueOf(value).toByteArray();
            raw(0x8a, bigEndian.length);
            for (int i = bigEndian.length - 1; i >= 0; i--) {
                out.write(bigEndian[i]);
            }
        }
    }

    private void raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }
}
