package farm.vidstyle.networks.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads arrays in NumPy's format 1.0, little endian and in C order. DJL's own reader ends the JVM at int16. */
final class Npy {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '[<|](\\w\\d)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

    private Npy() {}

    static NDArray read(NDManager manager, Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = in.getShort(8) & 0xffff;
        Matcher header = HEADER.matcher(new String(in.array(), 10, headerLength, ISO_8859_1));
        if (!header.find()) {
            throw new IOException(file + " has a header that is not understood");
        }
        long[] sizes = Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        Shape shape = new Shape(sizes);
        ByteBuffer data = in.position(10 + headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (header.group(1)) {
            case "f8" -> manager.create(data, shape, DataType.FLOAT64);
            case "f4" -> manager.create(data, shape, DataType.FLOAT32);
            case "f2" -> manager.create(data, shape, DataType.FLOAT16);
            case "i8" -> manager.create(data, shape, DataType.INT64);
            case "i4" -> manager.create(data, shape, DataType.INT32);
            case "i2" -> manager.create(widened(data), shape);
            case "i1" -> manager.create(data, shape, DataType.INT8);
            case "u1" -> manager.create(data, shape, DataType.UINT8);
            case "b1" -> manager.create(data, shape, DataType.BOOLEAN);
            default -> throw new IOException(file + " has the type " + header.group(1) + ", which is not understood");
        };
    }

    private static int[] widened(ByteBuffer data) {
        int[] values = new int[data.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.getShort();
        }
        return values;
    }
}
