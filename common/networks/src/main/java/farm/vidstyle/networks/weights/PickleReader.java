package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs the pickle machine of Python, protocols 2 to 5, on data only: integers become {@link Long} or {@link BigInteger}, tuples, lists
 * and sets {@link List}, dictionaries {@link LinkedHashMap}, {@code None} an empty {@link Optional}. Classes and functions exist only as
 * entries of {@link PickleGlobals}; naming another one stops the reading before anything is made of it.
 *
 * <p>Lengths are checked against the bytes that are there and the operations are counted, so that memory stays in proportion to the
 * file. A pickle may build structures that contain themselves or share parts exponentially often: never walk a result without a bound.
 */
final class PickleReader {
    private static final int MAX_OPERATIONS = 4_000_000;
    private static final int MAX_INTEGER_BYTES = 1024;
    private static final int MAX_LINE = 1024;
    private static final Object MARK = new Object();
    private static final Object STOPPED = new Object();

    private final ByteBuffer in;
    private final String place;
    private final UnaryOperator<Object> persistent;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** Reads from the position of {@code in}; {@code persistent} turns an id that the pickle refers to into what it stands for. */
    PickleReader(ByteBuffer in, String place, UnaryOperator<Object> persistent) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
        this.persistent = persistent;
    }

    /** The one value that the pickle describes; the buffer is left behind it. */
    Object read() {
        int start = in.position();
        try {
            for (int i = 0; i < MAX_OPERATIONS; i++) {
                if (step(unsigned(1)) == STOPPED) {
                    return pop();
                }
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CheckpointException(
                    place + " is not a valid pickle at byte " + (in.position() - start) + ": " + e.getMessage(), e);
        }
        throw refused("takes more than " + MAX_OPERATIONS + " operations");
    }

    private Object step(int op) {
        if (op == '.') {
            return STOPPED;
        }
        if (!frame(op) && !literal(op) && !structure(op) && !memory(op)) {
            construction(op);
        }
        return op;
    }

    private boolean frame(int op) {
        switch (op) {
            case 0x80 -> {
                int protocol = unsigned(1);
                if (protocol > 5) {
                    throw refused("has protocol " + protocol + "; 2 to 5 are known");
                }
            }
            case 0x95 -> in.getLong(); // the size of a frame: a hint for buffering
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean literal(int op) {
        switch (op) {
            case 'N' -> push(Optional.empty());
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) unsigned(1));
            case 'M' -> push((long) unsigned(2));
            case 0x8a -> push(integer(unsigned(1)));
            case 0x8b -> push(integer(in.getInt()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> push(text(in.getInt(), UTF_8));
            case 0x8c -> push(text(unsigned(1), UTF_8));
            case 0x8d -> push(text(in.getLong(), UTF_8));
            case 'T' -> push(text(in.getInt(), ISO_8859_1)); // strings of Python 2
            case 'U' -> push(text(unsigned(1), ISO_8859_1));
            case 'B' -> push(bytes(in.getInt()));
            case 'C' -> push(bytes(unsigned(1)));
            case 0x8e, 0x96 -> push(bytes(in.getLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(int op) {
        switch (op) {
            case '(' -> push(MARK);
            case ')', ']', 0x8f -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case 't', 'l', 0x91 -> push(popToMark());
            case 'd' -> {
                List<Object> items = popToMark();
                put(push(new LinkedHashMap<>()), items);
            }
            case 0x85 -> push(popLast(1));
            case 0x86 -> push(popLast(2));
            case 0x87 -> push(popLast(3));
            case 'a' -> {
                List<Object> items = popLast(1);
                list(peek()).addAll(items);
            }
            case 'e', 0x90 -> {
                List<Object> items = popToMark();
                list(peek()).addAll(items);
            }
            case 's' -> {
                List<Object> items = popLast(2);
                put(peek(), items);
            }
            case 'u' -> {
                List<Object> items = popToMark();
                put(peek(), items);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int op) {
        switch (op) {
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> push(peek());
            case 'q' -> memo.put(unsigned(1), peek());
            case 'r' -> memo.put(in.getInt(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> push(recall(unsigned(1)));
            case 'j' -> push(recall(in.getInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void construction(int op) {
        switch (op) {
            case 'c' -> {
                String module = line();
                push(PickleGlobals.require(module, line(), place));
            }
            case 0x93 -> {
                List<Object> name = popLast(2);
                push(PickleGlobals.require(name.get(0).toString(), name.get(1).toString(), place));
            }
            case 'R', 0x81 -> { // REDUCE and NEWOBJ: both call what GLOBAL found
                List<Object> call = popLast(2);
                push(called(call.get(0), list(call.get(1))));
            }
            case 'b' -> {
                Object state = pop();
                PickleGlobals.setState(peek(), state);
            }
            case 'Q' -> push(persistent.apply(pop()));
            default -> throw refused(String.format("uses operation 0x%02x, which no file of weights needs", op));
        }
    }

    private Object called(Object callable, List<Object> arguments) {
        if (callable instanceof PickleGlobals.Global global) {
            return global.construct(arguments, place);
        }
        throw refused("calls a value that is not a known constructor: a "
                + callable.getClass().getSimpleName());
    }

    private void put(Object target, List<Object> items) {
        if (!(target instanceof Map<?, ?>)) {
            throw refused("sets an item of a " + target.getClass().getSimpleName());
        }
        @SuppressWarnings("unchecked") // the reader makes no other maps
        Map<Object, Object> map = (Map<Object, Object>) target;
        for (int i = 0; i + 1 < items.size(); i += 2) {
            map.put(scalarKey(items.get(i)), items.get(i + 1));
        }
    }

    /** Keys are plain, because hashing a structure that contains itself does not end. */
    private Object scalarKey(Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key;
        }
        throw refused(
                "has a dictionary key of type " + key.getClass().getSimpleName() + "; names and numbers are accepted");
    }

    private Object push(Object value) {
        stack.add(value);
        return value;
    }

    private Object pop() {
        return popLast(1).get(0);
    }

    private Object peek() {
        return stack.get(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        return cut(stack.size() - count, 0);
    }

    private List<Object> popToMark() {
        return cut(stack.lastIndexOf(MARK), 1);
    }

    private List<Object> cut(int from, int skipped) {
        if (from < 0) {
            throw refused("takes more from its stack than is there");
        }
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> values = new ArrayList<>(tail.subList(skipped, tail.size()));
        tail.clear();
        return values;
    }

    private Object recall(int index) {
        return Optional.ofNullable(memo.get(index))
                .orElseThrow(() -> refused("recalls value " + index + " that it never stored"));
    }

    private List<Object> list(Object value) {
        if (!(value instanceof List<?>)) {
            throw refused("uses a " + value.getClass().getSimpleName() + " as a list");
        }
        @SuppressWarnings("unchecked") // the reader makes no other lists
        List<Object> list = (List<Object>) value;
        return list;
    }

    private int unsigned(int bytes) {
        return bytes == 1 ? in.get() & 0xff : in.getShort() & 0xffff;
    }

    private Object integer(int length) {
        if (length < 0 || length > MAX_INTEGER_BYTES) {
            throw refused("has an integer of " + length + " bytes; at most " + MAX_INTEGER_BYTES + " are accepted");
        }
        byte[] digits = bytes(length);
        byte[] bigEndian = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[length - i] = digits[i];
        }
        bigEndian[0] = (byte) (length > 0 && digits[length - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bigEndian);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String text(long length, Charset charset) {
        return new String(bytes(length), charset);
    }

    private byte[] bytes(long length) {
        if (length < 0 || length > in.remaining()) {
            throw refused("announces " + length + " bytes where " + in.remaining() + " remain");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = unsigned(1); c != '\n'; c = unsigned(1)) {
            if (line.length() == MAX_LINE) {
                throw refused("has a name of more than " + MAX_LINE + " letters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private CheckpointException refused(String what) {
        return new CheckpointException(place + " " + what);
    }
}
