package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the arrays of an {@code .npz}: a zip archive of {@code .npy} entries, each a short text with type, order and shape before the
 * values. Arrays of Python objects are pickles that NumPy would run; they are refused like every other type that is not a number.
 */
final class NumpyArchive {
    private static final String SUFFIX = ".npy";
    private static final int MAX_HEADER = 64 << 10;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile("\\{\\s*'descr'\\s*:\\s*'([^']{1,20})'\\s*,"
            + "\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,\\s*'shape'\\s*:\\s*\\(([0-9, ]*)\\)\\s*,?\\s*}\\s*");

    private final ByteSource source;
    private final ZipTable zip;

    private NumpyArchive(ByteSource source, ZipTable zip) {
        this.source = source;
        this.zip = zip;
    }

    static boolean isLikely(ZipTable zip) {
        return zip.names().stream().anyMatch(name -> name.endsWith(SUFFIX));
    }

    static Map<String, Object> read(ByteSource source, ZipTable zip) {
        NumpyArchive archive = new NumpyArchive(source, zip);
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String entry : zip.names()) {
            if (!entry.endsWith(SUFFIX)) {
                throw source.broken("entry " + entry + " is no " + SUFFIX + " file; an .npz archive has no others");
            }
            tree.put(entry.substring(0, entry.length() - SUFFIX.length()), archive.tensor(entry));
        }
        return tree;
    }

    private StoredTensor tensor(String entry) {
        ByteBuffer start = zip.content(entry, MAX_HEADER);
        int data = dataStart(entry, start);
        byte[] text = new byte[data - textStart(start)];
        start.get(textStart(start), text);
        Matcher header = HEADER.matcher(new String(text, ISO_8859_1));
        if (!header.matches()) {
            throw source.broken("entry " + entry + " has a header that is not of plain numbers: "
                    + new String(text, ISO_8859_1).strip().replaceAll("\\p{Cntrl}", "?"));
        }
        ElementType type = type(entry, header.group(1));
        long elements = (zip.sizeOf(entry) - data) / type.bytes();
        StoredTensor.Storage storage = new StoredTensor.Storage(type, elements, () -> values(entry, data));
        try {
            long[] shape = Arrays.stream(header.group(3).split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            StoredTensor tensor =
                    header.group(2).equals("True") ? columnMajor(storage, shape) : StoredTensor.dense(storage, shape);
            if (data + tensor.size() * type.bytes() != zip.sizeOf(entry)) {
                throw source.broken("entry " + entry + " has " + zip.sizeOf(entry) + " bytes; the header and shape "
                        + tensor.shape() + " need " + (data + tensor.size() * type.bytes()));
            }
            return tensor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(source.name() + ": entry " + entry + ": " + e.getMessage(), e);
        }
    }

    /** Magic, version, length of the header (two bytes in version 1, four later), header. */
    private int dataStart(String entry, ByteBuffer start) {
        if (start.remaining() < 12 || start.slice(0, MAGIC.length).mismatch(ByteBuffer.wrap(MAGIC)) >= 0) {
            throw source.broken("entry " + entry + " does not start as an array of NumPy");
        }
        long length = start.get(6) == 1 ? start.getShort(8) & 0xffff : start.getInt(8) & 0xffffffffL;
        if (length > start.remaining() - textStart(start)) {
            throw source.broken("entry " + entry + " announces a header of " + length + " bytes, of which "
                    + (start.remaining() - textStart(start)) + " are there; at most " + MAX_HEADER + " are read");
        }
        return textStart(start) + (int) length;
    }

    private static int textStart(ByteBuffer start) {
        return start.get(6) == 1 ? 10 : 12;
    }

    private ElementType type(String entry, String code) {
        boolean little = code.charAt(0) == '<' || code.charAt(0) == '|';
        return ElementType.ofNumpy(code.substring(1))
                .filter(type -> little || type.bytes() == 1)
                .orElseThrow(() -> source.broken("entry " + entry + " has the type '" + code
                        + "'; little-endian numbers and booleans are read"));
    }

    private ByteBuffer values(String entry, int dataStart) {
        ByteBuffer all = zip.content(entry, Long.MAX_VALUE);
        return all.slice(dataStart, all.remaining() - dataStart);
    }

    private static StoredTensor columnMajor(StoredTensor.Storage storage, long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, Math.max(1, shape[axis]));
        }
        return new StoredTensor(storage, 0, shape, strides);
    }
}
