package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code .safetensors} format: the length of a JSON header, the header with type, shape and position of each tensor, then the bytes.
 * It is what the farm writes everywhere; reading goes through {@link Checkpoint}.
 */
public final class Safetensors {
    static final String METADATA = "__metadata__";
    private static final long MAX_HEADER = 32L << 20;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Safetensors() {}

    /** The arrays, each in its own type, with {@code metadata} in the header. The order of the map is the order in the file. */
    public static byte[] encode(Map<String, NDArray> arrays, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, arrays, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the file beside its place first, so that a reader never meets half of it. */
    public static void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            write(out, arrays, metadata);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(OutputStream out, Map<String, NDArray> arrays, Map<String, String> metadata)
            throws IOException {
        byte[] header = header(arrays, metadata);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        WritableByteChannel channel = Channels.newChannel(out);
        for (NDArray array : arrays.values()) {
            channel.write(array.toByteBuffer());
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

    /** Name to tensor; under {@link #METADATA} a map of texts. */
    static Map<String, Object> read(ByteSource source) {
        long length = source.slice(0, Long.BYTES, "the length of the header").getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw source.broken("announces a header of " + length + " bytes; 2 to " + MAX_HEADER + " are accepted");
        }
        JsonNode header = parse(source, source.slice(Long.BYTES, length, "the header"));
        Map<String, Object> tree = new LinkedHashMap<>();
        header.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.equals(METADATA)) {
                Map<String, String> metadata = new LinkedHashMap<>();
                entry.getValue()
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                tree.put(METADATA, metadata);
            } else {
                tree.put(name, tensor(source, name, entry.getValue(), Long.BYTES + length));
            }
        });
        return tree;
    }

    private static JsonNode parse(ByteSource source, ByteBuffer header) {
        try {
            JsonNode node = JSON.readTree(UTF_8.decode(header).toString());
            if (node != null && node.isObject()) {
                return node;
            }
            throw source.broken("has a header that is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new CheckpointException(source.name() + ": its header is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static StoredTensor tensor(ByteSource source, String name, JsonNode node, long dataStart) {
        ElementType type = ElementType.ofSafetensors(node.path("dtype").asText())
                .orElseThrow(() -> source.broken("tensor " + name + " has the unknown type " + node.path("dtype")));
        long[] shape = longs(node.path("shape"));
        long[] range = longs(node.path("data_offsets"));
        if (range.length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > source.size() - dataStart) {
            throw source.broken("tensor " + name + " lies at " + node.path("data_offsets") + " of "
                    + (source.size() - dataStart) + " bytes; is the file cut short?");
        }
        long bytes = range[1] - range[0];
        try {
            StoredTensor tensor = StoredTensor.dense(
                    new StoredTensor.Storage(
                            type,
                            bytes / type.bytes(),
                            () -> source.slice(dataStart + range[0], bytes, "tensor " + name)),
                    shape);
            if (tensor.size() * type.bytes() != bytes) {
                throw source.broken("tensor " + name + " of shape " + tensor.shape() + " has " + bytes + " bytes");
            }
            return tensor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(source.name() + ": tensor " + name + ": " + e.getMessage(), e);
        }
    }

    private static long[] longs(JsonNode array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).isIntegralNumber() ? array.get(i).longValue() : -1;
        }
        return values;
    }
}
