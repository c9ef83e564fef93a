package farm.vidstyle.networks.weights;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** Number formats that weights are stored in, with their names in the three families of files. */
public enum ElementType {
    FLOAT64("Double", "float64", "F64", "f8", DataType.FLOAT64),
    FLOAT32("Float", "float32", "F32", "f4", DataType.FLOAT32),
    FLOAT16("Half", "float16", "F16", "f2", DataType.FLOAT16),
    /** Read as float32: DJL cannot hold it (its own constant for it ends the JVM). NumPy has no such type. */
    BFLOAT16("BFloat16", "bfloat16", "BF16", "", DataType.FLOAT32),
    INT64("Long", "int64", "I64", "i8", DataType.INT64),
    INT32("Int", "int32", "I32", "i4", DataType.INT32),
    /** Read as int32, for the same reason. */
    INT16("Short", "int16", "I16", "i2", DataType.INT32),
    INT8("Char", "int8", "I8", "i1", DataType.INT8),
    UINT8("Byte", "uint8", "U8", "u1", DataType.UINT8),
    BOOLEAN("Bool", "bool", "BOOL", "b1", DataType.BOOLEAN);

    private final String torchPrefix;
    private final String torchName;
    private final String safetensors;
    private final String numpy;
    private final int bytes;
    private final DataType arrayType;

    ElementType(String torchPrefix, String torchName, String safetensors, String numpy, DataType arrayType) {
        this.torchPrefix = torchPrefix;
        this.torchName = torchName;
        this.safetensors = safetensors;
        this.numpy = numpy;
        // the two types that are read as wider ones have two bytes in the file
        this.bytes = torchPrefix.equals("BFloat16") || torchPrefix.equals("Short") ? 2 : arrayType.getNumOfBytes();
        this.arrayType = arrayType;
    }

    String torchStorage() {
        return torchPrefix + "Storage";
    }

    /** As in {@code torch.float32}. */
    String torchName() {
        return torchName;
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

    /** From the kind and width of a NumPy type, such as {@code f4}. */
    static Optional<ElementType> ofNumpy(String code) {
        return Arrays.stream(values())
                .filter(t -> !t.numpy.isEmpty() && t.numpy.equals(code))
                .findFirst();
    }

    static Optional<ElementType> ofArray(DataType type) {
        return Arrays.stream(values())
                .filter(t -> t.isStoredAsIs() && t.arrayType == type)
                .findFirst();
    }
}
