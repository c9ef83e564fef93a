package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A set of chunk, window or segment numbers, a bit each: in JSON a few bytes in base64. */
final class Indices {
    /** Past any clip or video that the limits of upload and times allow; bounds what one wrong number can allocate. */
    static final int MAX = 1 << 20;

    private final BitSet bits;

    Indices() {
        bits = new BitSet();
    }

    @JsonCreator
    Indices(byte[] bytes) {
        bits = BitSet.valueOf(bytes);
    }

    @JsonValue
    byte[] bytes() {
        return bits.toByteArray();
    }

    /** Adds {@code index}; false where it was there already. */
    boolean add(int index) {
        boolean fresh = !bits.get(requireIndex(index));
        bits.set(index);
        return fresh;
    }

    void remove(int index) {
        bits.clear(index);
    }

    boolean has(int index) {
        return bits.get(index);
    }

    boolean hasAllBelow(int count) {
        return bits.nextClearBit(0) >= count;
    }

    boolean hasAll(Indices others) {
        return others.stream().allMatch(bits::get);
    }

    boolean hasAny(Indices others) {
        return bits.intersects(others.bits);
    }

    boolean isEmpty() {
        return bits.isEmpty();
    }

    int countBelow(int count) {
        return bits.get(0, count).cardinality();
    }

    IntStream stream() {
        return bits.stream();
    }

    static int requireIndex(int index) {
        if (index < 0 || index >= MAX) {
            throw new IllegalArgumentException("index is " + index + "; expected 0 to " + (MAX - 1));
        }
        return index;
    }
}
