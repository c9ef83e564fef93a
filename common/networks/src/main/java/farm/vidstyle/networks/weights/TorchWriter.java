package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.pickle.PickleWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.save} writes, readable by {@code torch.load(weights_only=True)}: nested dictionaries and lists of plain data
 * and arrays. (Version 1 of torch knows no fractions beside the arrays there; write whole numbers for it.) A dictionary of arrays alone
 * becomes an {@code OrderedDict}, as {@code state_dict()} gives it. An array that occurs twice is stored once and shared. Equal content
 * gives equal bytes, whenever and under whatever name it is written.
 */
public final class TorchWriter {
    private static final String ROOT = "archive/";
    private static final int ALIGNMENT = 64; // as PyTorch aligns, so that tensors can be mapped
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    private static final int PADDING_FIELD = 0x4246; // the kind of extra field that PyTorch pads with
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0); // zip has no earlier year

    private final List<NDArray> storages = new ArrayList<>();
    private final IdentityHashMap<NDArray, String> keys = new IdentityHashMap<>();

    private TorchWriter() {}

    /** Writes the file beside its place first, so that a reader never meets half of it. */
    public static void write(Path file, Object tree) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
            new TorchWriter().write(out, tree);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same in memory. */
    public static byte[] encode(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new TorchWriter().write(bytes, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The W+ code of one frame as the reference's data sets keep it: one float32 tensor [1, L, S]; a code [L, S] gets the first axis. */
    public static byte[] encodeCode(NDArray wPlus) {
        Shape shape = wPlus.getShape();
        boolean whole = shape.dimension() == 3 && shape.get(0) == 1;
        if (!whole && shape.dimension() != 2) {
            throw new IllegalArgumentException("a W+ code has the shape (1, L, S) or (L, S), not " + shape);
        }
        return encode(whole ? wPlus : wPlus.expandDims(0));
    }

    private void write(OutputStream out, Object tree) throws IOException {
        byte[] pickle = PickleWriter.write(tree, this::special);
        Counted counted = new Counted(out);
        try (ZipOutputStream zip = new ZipOutputStream(counted)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, counted, "data.pkl", ByteBuffer.wrap(pickle));
            store(zip, counted, "byteorder", ByteBuffer.wrap("little".getBytes(UTF_8)));
            for (int key = 0; key < storages.size(); key++) {
                store(zip, counted, "data/" + key, storages.get(key).toByteBuffer());
            }
            store(zip, counted, "version", ByteBuffer.wrap("3\n".getBytes(UTF_8)));
        }
    }

    static void store(ZipOutputStream zip, Counted counted, String name, ByteBuffer content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setTimeLocal(TIME);
        entry.setSize(content.remaining());
        entry.setCrc(crc.getValue());
        entry.setExtra(padding(counted.position() + LOCAL_HEADER + EXTRA_HEADER + (ROOT + name).length()));
        zip.putNextEntry(entry);
        Channels.newChannel(zip).write(content);
        zip.closeEntry();
    }

    /** An extra field that makes what follows it start at a multiple of the alignment. */
    private static byte[] padding(long end) {
        int length = (int) Math.floorMod(-end, (long) ALIGNMENT);
        return ByteBuffer.allocate(EXTRA_HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) PADDING_FIELD)
                .putShort((short) length)
                .array();
    }

    private boolean special(Object value, PickleWriter writer) {
        if (value instanceof NDArray array) {
            tensor(array, writer);
            return true;
        }
        boolean stateDict = value instanceof Map<?, ?> map
                && !map.isEmpty()
                && map.values().stream().allMatch(NDArray.class::isInstance);
        if (stateDict) {
            orderedDict(writer);
            writer.items((Map<?, ?>) value);
        }
        return stateDict;
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, strides, requires_grad, backward_hooks)}. */
    private void tensor(NDArray array, PickleWriter writer) {
        ElementType type = ElementType.ofArray(array.getDataType())
                .orElseThrow(() -> new IllegalArgumentException(
                        "an array of type " + array.getDataType() + " cannot be written for torch"));
        String key = keys.computeIfAbsent(array, a -> {
            storages.add(a);
            return Integer.toString(storages.size() - 1);
        });
        writer.global("torch._utils", "_rebuild_tensor_v2");
        writer.tuple(() -> {
            writer.tuple(() -> {
                writer.value("storage");
                writer.global("torch", type.torchStorage());
                writer.value(key);
                writer.value("cpu");
                writer.value(array.size());
            });
            writer.reference();
            writer.value(0L);
            sizes(writer, array.getShape().getShape());
            sizes(writer, StoredTensor.rowMajor(array.getShape().getShape()));
            writer.value(false);
            orderedDict(writer);
        });
        writer.call();
    }

    private static void sizes(PickleWriter writer, long... sizes) {
        writer.tuple(() -> Arrays.stream(sizes).forEach(writer::value));
    }

    private static void orderedDict(PickleWriter writer) {
        writer.global("collections", "OrderedDict");
        writer.tuple(() -> {});
        writer.call();
    }

    /** Knows how far the archive has come. */
    static final class Counted extends FilterOutputStream {
        private long position;

        Counted(OutputStream out) {
            super(out);
        }

        long position() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }
    }
}
