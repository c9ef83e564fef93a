package farm.vidstyle.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor in a file: a strided view of a storage, not yet read. Several tensors may share one storage, and strides may be anything that
 * stays inside it (0 for expanded axes), as {@code torch.save} writes views as they are.
 */
public final class StoredTensor {
    /** An expanded view can be far larger than its file; nobody needs a tensor beyond what one buffer holds. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - 64L;

    /** A view can be larger than the bytes behind it (axes of stride 0); nothing genuine is much larger. */
    private static final long MAX_EXPANDED_BYTES = 64L << 20;

    static final int MAX_AXES = 64;

    private final ElementType type;
    private final long[] shape;
    private final long[] strides;
    private final long offset;
    private final Storage storage;

    /** A run of {@code elements} of one type; the bytes are found when first needed. */
    record Storage(ElementType type, long elements, Supplier<ByteBuffer> bytes) {
        Storage {
            if (elements < 0 || elements > Long.MAX_VALUE / 8) {
                throw new IllegalArgumentException("a storage cannot have " + elements + " elements");
            }
        }
    }

    /** The view of {@code storage} that starts at element {@code offset}. */
    StoredTensor(Storage storage, long offset, long[] shape, long[] strides) {
        this.type = storage.type();
        this.storage = storage;
        this.offset = offset;
        this.shape = shape.clone();
        this.strides = strides.clone();
        requireInside();
    }

    /** A tensor that fills its storage in row-major order. */
    static StoredTensor dense(Storage storage, long... shape) {
        return new StoredTensor(storage, 0, shape, rowMajor(shape));
    }

    /**
     * Tensors of one type and equal further axes one after the other along their first axis, as if the file held them so; the bytes
     * are joined when they are first needed.
     */
    public static StoredTensor joined(List<StoredTensor> parts) {
        StoredTensor first = parts.get(0);
        long[] shape = first.shape.clone();
        for (StoredTensor part : parts.subList(1, parts.size())) {
            boolean alike = part.type == first.type
                    && part.shape.length == shape.length
                    && Arrays.equals(part.shape, 1, shape.length, first.shape, 1, shape.length);
            if (!alike) {
                throw new IllegalArgumentException("tensors of " + first.type + first.shape() + " and " + part.type
                        + part.shape() + " cannot be joined; expected the same but for the first axis");
            }
            shape[0] += part.shape[0];
        }
        return dense(new Storage(first.type, product(shape), () -> joinedBytes(parts)), shape);
    }

    /** A storage's own bytes, not those of the array: narrow types are widened only when the whole is read. */
    private static ByteBuffer joinedBytes(List<StoredTensor> parts) {
        List<ByteBuffer> pieces = parts.stream().map(StoredTensor::packed).toList();
        ByteBuffer all = ByteBuffer.allocateDirect(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(all::put);
        return all.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The elements in row-major order as the file has them. */
    private ByteBuffer packed() {
        if (!Arrays.equals(strides, rowMajor(shape))) {
            throw new IllegalArgumentException(describe() + " is not row-major; only such tensors are joined");
        }
        return storage.bytes().get().slice((int) (offset * type.bytes()), (int) (size() * type.bytes()));
    }

    /** A view of a matrix with rows and columns exchanged. */
    public StoredTensor transposed() {
        if (shape.length != 2) {
            throw new IllegalArgumentException(describe() + " is no matrix; only matrices are transposed");
        }
        return new StoredTensor(storage, offset, new long[] {shape[1], shape[0]}, new long[] {strides[1], strides[0]});
    }

    /** The same elements in another shape. */
    public StoredTensor reshaped(long... other) {
        if (product(other) != size() || !Arrays.equals(strides, rowMajor(shape))) {
            throw new IllegalArgumentException(describe() + " cannot be seen in shape " + Arrays.toString(other)
                    + "; expected as many elements, in row-major order");
        }
        return new StoredTensor(storage, offset, other, rowMajor(other));
    }

    /** Every element times a factor, computed when it is first needed; for the small float32 tensors that filters are. */
    public StoredTensor scaled(float factor) {
        if (type != ElementType.FLOAT32) {
            throw new IllegalArgumentException(describe() + " is " + type + "; only float32 is scaled");
        }
        return dense(new Storage(type, size(), () -> scaledBytes(factor)), shape);
    }

    private ByteBuffer scaledBytes(float factor) {
        ByteBuffer from = packed().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (from.hasRemaining()) {
            to.putFloat(from.getFloat() * factor);
        }
        return to.flip();
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return new Shape(shape);
    }

    /** The values as an array of {@code manager}; where the file's layout allows, its mapped bytes themselves. Never write into it. */
    public NDArray toArray(NDManager manager) {
        DataType target = type.arrayType();
        if (size() == 0) {
            return manager.create(shape(), target);
        }
        PtNDManager owner = (PtNDManager) manager;
        return JniUtils.createNdFromByteBuffer(owner, bytes(), shape(), target, SparseFormat.DENSE, owner.getDevice());
    }

    /** How many elements. */
    public long size() {
        return product(shape);
    }

    /** The values in row-major order, in the array's type and the machine's order, in a direct buffer. */
    ByteBuffer bytes() {
        ByteBuffer all = storage.bytes().get();
        if (type.isStoredAsIs() && all.isDirect() && Arrays.equals(strides, rowMajor(shape))) {
            ByteBuffer view = all.slice((int) (offset * type.bytes()), (int) (size() * type.bytes()));
            if (view.alignmentOffset(0, type.bytes()) == 0) {
                return view;
            }
        }
        return gathered(all);
    }

    /** Element by element, except that what lies together in the last axis is copied in one piece. */
    private ByteBuffer gathered(ByteBuffer from) {
        from.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to = ByteBuffer.allocateDirect(
                        (int) (size() * type.arrayType().getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        int run = contiguousAxes();
        int length = (int) product(Arrays.copyOfRange(shape, run, shape.length));
        long[] index = new long[run];
        long position = offset;
        while (true) {
            copyRun(from, (int) (position * type.bytes()), length, to);
            int axis = run - 1;
            while (axis >= 0 && ++index[axis] == shape[axis]) {
                position -= strides[axis] * (shape[axis] - 1);
                index[axis--] = 0;
            }
            if (axis < 0) {
                return to.flip();
            }
            position += strides[axis];
        }
    }

    /** The first of the trailing axes that lie row-major without gaps. */
    private int contiguousAxes() {
        long[] dense = rowMajor(shape);
        int first = shape.length;
        while (first > 0 && strides[first - 1] == dense[first - 1]) {
            first--;
        }
        return first;
    }

    private void copyRun(ByteBuffer from, int start, int length, ByteBuffer to) {
        if (type.isStoredAsIs() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            to.put(from.slice(start, length * type.bytes()));
        } else {
            for (int i = 0; i < length; i++) {
                copyElement(from, start + i * type.bytes(), to);
            }
        }
    }

    private void copyElement(ByteBuffer from, int at, ByteBuffer to) {
        switch (type) {
            case BFLOAT16 -> to.putInt(from.getShort(at) << 16); // the upper half of a float32
            case INT16 -> to.putInt(from.getShort(at));
            case FLOAT64, INT64 -> to.putLong(from.getLong(at));
            case FLOAT32, INT32 -> to.putInt(from.getInt(at));
            case FLOAT16 -> to.putShort(from.getShort(at));
            case INT8, UINT8, BOOLEAN -> to.put(from.get(at));
        }
    }

    private void requireInside() {
        if (shape.length != strides.length || shape.length > MAX_AXES) {
            throw new IllegalArgumentException(
                    describe() + " is not a tensor: one stride an axis, at most " + MAX_AXES);
        }
        long last = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0 || strides[axis] < 0) {
                throw new IllegalArgumentException(describe() + " has a negative size or stride");
            }
            last = Math.addExact(last, Math.multiplyExact(strides[axis], Math.max(0, shape[axis] - 1)));
        }
        long elements = product(shape);
        if (offset < 0 || (elements > 0 && last >= storage.elements())) {
            throw new IllegalArgumentException(
                    describe() + " reaches past the end of its storage of " + storage.elements() + " elements");
        }
        long width = type.arrayType().getNumOfBytes();
        long extent =
                product(Arrays.stream(shape).map(size -> Math.max(1, size)).toArray());
        long limit = elements > storage.elements() ? MAX_EXPANDED_BYTES : MAX_BYTES;
        if (extent > limit / width) { // of an empty tensor too: its other axes must not be absurd
            throw new IllegalArgumentException(describe() + " is larger than " + limit + " bytes");
        }
    }

    private String describe() {
        return "tensor of shape " + Arrays.toString(shape) + ", strides " + Arrays.toString(strides) + ", offset "
                + offset;
    }

    static long[] rowMajor(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
