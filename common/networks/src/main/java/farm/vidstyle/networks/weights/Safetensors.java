package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code .safetensors} format: the length of a JSON header, the header with type, shape and position of each tensor, then the bytes.
 * It is what the farm writes everywhere; reading goes through {@link Checkpoint}.
 */
public final class Safetensors {
    static final String METADATA = "__metadata__";
    /** Several times what the largest public models have. The tree of a header takes some thirty times its size in memory. */
    private static final long MAX_HEADER = 8L << 20;

    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Safetensors() {}

    /** The arrays, each in its own type, with {@code metadata} in the header. The order of the map is the order in the file. */
    public static byte[] encode(Map<String, NDArray> arrays, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(Channels.newChannel(bytes), arrays, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the file beside its place first, so that a reader never meets half of it. */
    public static void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (WritableByteChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            write(out, arrays, metadata);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(WritableByteChannel out, Map<String, NDArray> arrays, Map<String, String> metadata)
            throws IOException {
        byte[] header = header(arrays, metadata);
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        writeAll(out, length.flip());
        writeAll(out, ByteBuffer.wrap(header));
        for (NDArray array : arrays.values()) {
            writeAll(out, array.toByteBuffer(true)); // the array's own memory where that is possible
        }
    }

    private static void writeAll(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) { // a file takes at most 2 GiB at a time
            out.write(bytes);
        }
    }

    private static byte[] header(Map<String, NDArray> arrays, Map<String, String> metadata) {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode entries = header.putObject(METADATA);
            metadata.forEach(entries::put);
        }
        long position = 0;
        for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
            NDArray array = entry.getValue();
            ElementType type = ElementType.ofArray(array.getDataType())
                    .orElseThrow(() -> new IllegalArgumentException(
                            entry.getKey() + " has type " + array.getDataType() + ", which safetensors cannot hold"));
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", type.safetensors());
            ArrayNode shape = node.putArray("shape");
            for (long size : array.getShape().getShape()) {
                shape.add(size);
            }
            long end = position + array.size() * type.bytes();
            node.putArray("data_offsets").add(position).add(end);
            position = end;
        }
        String text = header.toString();
        int padding =
                Math.floorMod(-text.getBytes(UTF_8).length, ALIGNMENT); // tensors are then aligned and can be mapped
        return (text + " ".repeat(padding)).getBytes(UTF_8);
    }

    /** Whether a file that starts so can be of this format; the first bytes of a pickle could be the length of a header too. */
    static boolean isLikely(ByteSource source) {
        ByteBuffer start = source.slice(0, Long.BYTES + 1, "the first bytes");
        long length = start.getLong(0);
        return start.get(Long.BYTES) == '{' && length >= 2 && length <= source.size() - Long.BYTES;
    }

    /** Name to tensor; under {@link #METADATA} a map of texts. */
    static Map<String, Object> read(ByteSource source) {
        long length = source.slice(0, Long.BYTES, "the length of the header").getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw source.broken("announces a header of " + length + " bytes; 2 to " + MAX_HEADER + " are accepted");
        }
        JsonNode header = json(source, source.slice(Long.BYTES, length, "the header"), "its header");
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Range> ranges = new ArrayList<>();
        header.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.equals(METADATA)) {
                tree.put(METADATA, metadata(source, entry.getValue()));
            } else {
                Range range = range(source, name, entry.getValue(), Long.BYTES + length);
                ranges.add(range);
                tree.put(name, tensor(source, range, entry.getValue()));
            }
        });
        requireCovered(source, ranges, source.size() - Long.BYTES - length);
        return tree;
    }

    /** The place of a tensor, counted from {@code dataStart}. */
    private record Range(String name, long dataStart, long begin, long end) {}

    static JsonNode json(ByteSource source, ByteBuffer text, String what) {
        try {
            JsonNode node = JSON.readTree(UTF_8.newDecoder().decode(text).toString());
            if (node.isObject()) {
                return node;
            }
            throw source.broken(what + " is not a JSON object");
        } catch (CharacterCodingException e) {
            throw new CheckpointException(source.name() + ": " + what + " is not UTF-8: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(source.name() + ": " + what + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, String> metadata(ByteSource source, JsonNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw source.broken("has metadata " + entry.getKey() + " that is not text");
            }
            metadata.put(entry.getKey(), entry.getValue().asText());
        });
        return metadata;
    }

    private static Range range(ByteSource source, String name, JsonNode node, long dataStart) {
        long[] range = longs(source, name, node.path("data_offsets"));
        if (range.length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > source.size() - dataStart) {
            throw source.broken("tensor " + name + " lies at " + node.path("data_offsets") + " of "
                    + (source.size() - dataStart) + " bytes; is the file cut short?");
        }
        return new Range(name, dataStart, range[0], range[1]);
    }

    private static StoredTensor tensor(ByteSource source, Range range, JsonNode node) {
        String name = range.name();
        ElementType type = ElementType.ofSafetensors(node.path("dtype").asText())
                .orElseThrow(() -> source.broken("tensor " + name + " has the unknown type " + node.path("dtype")));
        long[] shape = longs(source, name, node.path("shape"));
        long bytes = range.end() - range.begin();
        try {
            StoredTensor tensor = StoredTensor.dense(
                    new StoredTensor.Storage(
                            type,
                            bytes / type.bytes(),
                            () -> source.slice(range.dataStart() + range.begin(), bytes, "tensor " + name)),
                    shape);
            if (tensor.size() * type.bytes() != bytes) {
                throw source.broken("tensor " + name + " of shape " + tensor.shape() + " has " + bytes + " bytes");
            }
            return tensor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(source.name() + ": tensor " + name + ": " + e.getMessage(), e);
        }
    }

    /** The format wants every byte in exactly one tensor; then nothing can hide between them, and no two share memory. */
    private static void requireCovered(ByteSource source, List<Range> ranges, long size) {
        long covered = 0;
        ranges.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
        for (Range range : ranges) {
            if (range.begin() != covered) {
                throw source.broken("tensor " + range.name() + " starts at byte " + range.begin()
                        + (range.begin() < covered ? ", inside the one before it" : ", behind a gap") + "; expected "
                        + covered);
            }
            covered = range.end();
        }
        if (covered != size) {
            throw source.broken("has " + (size - covered) + " bytes behind its last tensor");
        }
    }

    private static long[] longs(ByteSource source, String name, JsonNode array) {
        if (!array.isArray()) {
            throw source.broken("tensor " + name + " lacks its shape or place: " + array);
        }
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = array.get(i);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw source.broken("tensor " + name + " has the size or place " + value + "; expected a whole number");
            }
            values[i] = value.longValue();
        }
        return values;
    }
}
