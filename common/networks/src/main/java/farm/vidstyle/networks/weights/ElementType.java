package farm.vidstyle.networks.weights;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** Number formats that weights are stored in, with their names in the two families of files. */
public enum ElementType {
    FLOAT64("DoubleStorage", "F64", 8, DataType.FLOAT64),
    FLOAT32("FloatStorage", "F32", 4, DataType.FLOAT32),
    FLOAT16("HalfStorage", "F16", 2, DataType.FLOAT16),
    /** Read as float32: DJL cannot hold it (its own constant for it ends the JVM). */
    BFLOAT16("BFloat16Storage", "BF16", 2, DataType.FLOAT32),
    INT64("LongStorage", "I64", 8, DataType.INT64),
    INT32("IntStorage", "I32", 4, DataType.INT32),
    /** Read as int32, for the same reason. */
    INT16("ShortStorage", "I16", 2, DataType.INT32),
    INT8("CharStorage", "I8", 1, DataType.INT8),
    UINT8("ByteStorage", "U8", 1, DataType.UINT8),
    BOOLEAN("BoolStorage", "BOOL", 1, DataType.BOOLEAN);

    private final String torchStorage;
    private final String safetensors;
    private final int bytes;
    private final DataType arrayType;

    ElementType(String torchStorage, String safetensors, int bytes, DataType arrayType) {
        this.torchStorage = torchStorage;
        this.safetensors = safetensors;
        this.bytes = bytes;
        this.arrayType = arrayType;
    }

    String torchStorage() {
        return torchStorage;
    }

    String safetensors() {
        return safetensors;
    }

    /** Bytes of one element in the file. */
    public int bytes() {
        return bytes;
    }

    /** The type of an array read from it. */
    public DataType arrayType() {
        return arrayType;
    }

    /** Whether the file's bytes are the array's bytes. */
    boolean isStoredAsIs() {
        return this != BFLOAT16 && this != INT16;
    }

    static Optional<ElementType> ofSafetensors(String code) {
        return Arrays.stream(values()).filter(t -> t.safetensors.equals(code)).findFirst();
    }

    static Optional<ElementType> ofArray(DataType type) {
        return Arrays.stream(values())
                .filter(t -> t.isStoredAsIs() && t.arrayType == type)
                .findFirst();
    }
}
