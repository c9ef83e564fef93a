package farm.vidstyle.networks.weights.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the pickle machine of Python, protocols 2 to 5, on data only: integers become {@link Long} or {@link BigInteger}, tuples, lists
 * and sets {@link List}, dictionaries {@link LinkedHashMap}, bytes {@link ByteBuffer}s that share the pickle's memory, {@code None} an
 * empty {@link Optional}. Classes and functions exist only as far as the {@link Vocabulary} knows them.
 *
 * <p>Lengths are checked against the bytes that are there; operations, and the values that constructors copy, are counted. So time and
 * memory have a bound whatever the pickle says. It may build structures that contain themselves or share parts exponentially often:
 * check a result with {@link PlainTree} before walking it.
 */
public final class PickleReader {
    /** Enough for 60,000 tensors; what the values of so many operations weigh fits a small heap. */
    public static final int MAX_OPERATIONS = 2_000_000;

    private static final int MAX_MEMO = 1 << 20;
    private static final int MAX_OPEN_MARKS = 1000;
    private static final Object MARK = new Object();

    private final PickleInput in;
    private final Vocabulary vocabulary;
    private final int maxOperations;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private long operations;

    /** Reads from the position of {@code in}. */
    public PickleReader(ByteBuffer in, Vocabulary vocabulary) {
        this(in, vocabulary, MAX_OPERATIONS);
    }

    /** The same with a lower limit, for pickles that can only be small. */
    public PickleReader(ByteBuffer in, Vocabulary vocabulary, int maxOperations) {
        this.in = new PickleInput(in);
        this.vocabulary = vocabulary;
        this.maxOperations = maxOperations;
    }

    /** The one value that the pickle describes; the buffer is left behind it. */
    public Object read() {
        try {
            for (int op = in.unsigned(1); op != '.'; op = in.unsigned(1)) {
                charge(1);
                step(op);
            }
            return pop();
        } catch (BufferUnderflowException e) {
            throw new PickleException("is not a valid pickle: it breaks off at byte " + in.position(), e);
        }
    }

    private void step(int op) {
        if (!frame(op) && !literal(op) && !structure(op) && !memory(op)) {
            construction(op);
        }
    }

    private boolean frame(int op) {
        switch (op) {
            case 0x80 -> {
                int protocol = in.unsigned(1);
                if (protocol > 5) {
                    throw refused("has protocol " + protocol + "; 2 to 5 are known");
                }
            }
            case 0x95 -> in.requireBytes(in.int64()); // a frame: a hint for buffering
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
            case 'J' -> push((long) in.int32());
            case 'K' -> push((long) in.unsigned(1));
            case 'M' -> push((long) in.unsigned(2));
            case 0x8a -> push(in.integer(in.unsigned(1)));
            case 0x8b -> push(in.integer(in.int32()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.int64())));
            case 'X' -> push(in.text(in.int32(), UTF_8));
            case 0x8c -> push(in.text(in.unsigned(1), UTF_8));
            case 0x8d -> push(in.text(in.int64(), UTF_8));
            case 'T' -> push(in.text(in.int32(), ISO_8859_1)); // strings of Python 2
            case 'U' -> push(in.text(in.unsigned(1), ISO_8859_1));
            case 'B' -> push(in.bytes(Integer.toUnsignedLong(in.int32())));
            case 'C' -> push(in.bytes(in.unsigned(1)));
            case 0x8e, 0x96 -> push(in.bytes(in.int64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(int op) {
        switch (op) {
            case '(' -> mark();
            case ')', ']', 0x8f -> push(new ArrayList<>(0));
            case '}' -> push(new LinkedHashMap<>());
            case 't', 'l', 0x91 -> push(popToMark());
            case 'd' -> {
                List<Object> items = popToMark();
                put(push(new LinkedHashMap<>()), items);
            }
            case 0x85, 0x86, 0x87 -> push(popLast(op - 0x84));
            case 'a' -> add(popLast(1));
            case 'e', 0x90 -> add(popToMark());
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
            case 'q' -> memorize(in.unsigned(1));
            case 'r' -> memorize(in.int32());
            case 0x94 -> memorize(memo.size());
            case 'h' -> push(recall(in.unsigned(1)));
            case 'j' -> push(recall(in.int32()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void construction(int op) {
        switch (op) {
            case 'c' -> {
                String module = in.line();
                push(global(module, in.line()));
            }
            case 0x93 -> {
                List<Object> name = popLast(2);
                if (!(name.get(0) instanceof String module) || !(name.get(1) instanceof String member)) {
                    throw refused("names a class by something that is not text");
                }
                push(global(module, member));
            }
            case 'R', 0x81 -> { // REDUCE and NEWOBJ: both call what GLOBAL found
                List<Object> call = popLast(2);
                push(called(call.get(0), call.get(1)));
            }
            case 'b' -> {
                Object state = pop();
                requireObject(peek());
                charge(sizeOf(state));
                vocabulary.setState(peek(), state);
            }
            case 'Q' -> push(vocabulary.persistent(pop()));
            default -> throw refused(String.format("uses operation 0x%02x, which no file of weights needs", op));
        }
    }

    private Global global(String module, String member) {
        String name = module + "." + member;
        return vocabulary
                .constructor(name)
                .map(constructor -> new Global(name, constructor))
                .orElseThrow(() -> refused("names " + printable(name)
                        + ", which is not on the list of what a file of weights may contain; nothing of it was run"));
    }

    private Object called(Object callable, Object arguments) {
        if (!(callable instanceof Global global)) {
            throw refused("calls a value that is not a known constructor: a "
                    + callable.getClass().getSimpleName());
        }
        try {
            Object value = global.constructor().construct(list(arguments));
            charge(sizeOf(value));
            return value;
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw new PickleException(
                    "has a " + global.name() + " that makes no sense: its arguments are of another kind or number", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new PickleException("has a " + global.name() + " that makes no sense: " + e.getMessage(), e);
        }
    }

    /** A state belongs to an object. Setting one of a function or a number is a known way to smuggle. */
    private void requireObject(Object target) {
        if (target instanceof Global || target instanceof Number || target instanceof String || target == MARK) {
            throw refused("sets the state of a " + target.getClass().getSimpleName());
        }
    }

    private void add(List<Object> items) {
        List<Object> target = list(peek());
        target.addAll(items);
    }

    private void put(Object target, List<Object> items) {
        if (!(target instanceof Map<?, ?>)) {
            throw refused("sets an item of a " + target.getClass().getSimpleName());
        }
        if (items.size() % 2 != 0) {
            throw refused("sets a key of a dictionary without a value");
        }
        @SuppressWarnings("unchecked") // all maps are made here or by the vocabulary, for any keys
        Map<Object, Object> map = (Map<Object, Object>) target;
        for (int i = 0; i < items.size(); i += 2) {
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

    private void mark() {
        if (marks.size() == MAX_OPEN_MARKS) {
            throw refused("nests more than " + MAX_OPEN_MARKS + " structures");
        }
        marks.add(stack.size());
        push(MARK);
    }

    private Object pop() {
        return popLast(1).get(0);
    }

    private Object peek() {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw refused("takes more from its stack than is there");
        }
        return stack.get(stack.size() - 1);
    }

    /** Values above the last mark only: a mark is not a value, and Python's own machine would not find it either. */
    private List<Object> popLast(int count) {
        int bottom = marks.isEmpty() ? 0 : marks.get(marks.size() - 1) + 1;
        if (stack.size() - count < bottom) {
            throw refused("takes more from its stack than is there");
        }
        return cut(stack.size() - count, 0);
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw refused("takes more from its stack than is there: it closes what it never opened");
        }
        return cut(marks.remove(marks.size() - 1), 1);
    }

    private List<Object> cut(int from, int skipped) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> values = new ArrayList<>(tail.subList(skipped, tail.size()));
        tail.clear();
        return values;
    }

    private void memorize(int index) {
        if (index < 0 || index >= MAX_MEMO) {
            throw refused("stores value " + Integer.toUnsignedString(index) + "; at most " + MAX_MEMO + " are kept");
        }
        memo.put(index, peek());
    }

    private Object recall(int index) {
        return Optional.ofNullable(memo.get(index))
                .orElseThrow(
                        () -> refused("recalls value " + Integer.toUnsignedString(index) + " that it never stored"));
    }

    private List<Object> list(Object value) {
        if (!(value instanceof List<?>)) {
            throw refused("uses a " + value.getClass().getSimpleName() + " as a list");
        }
        @SuppressWarnings("unchecked") // all lists are made here or by the vocabulary, for any values
        List<Object> list = (List<Object>) value;
        return list;
    }

    private void charge(long cost) {
        operations += cost;
        if (operations > maxOperations) {
            throw refused("takes more than " + maxOperations + " operations");
        }
    }

    private static int sizeOf(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : 0;
    }

    /** For messages: names come from the file and may hold anything. */
    private static String printable(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private PickleException refused(String what) {
        return in.refused(what);
    }
}
