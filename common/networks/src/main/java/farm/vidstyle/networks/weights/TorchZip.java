package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the entries of an uncompressed zip archive lie in the file, from its central directory. The archives of the JDK do not tell
 * positions, and the tensors are to be mapped where they are. Compressed entries are refused: {@code torch.save} writes none, and so no
 * archive can unfold to more than its size.
 */
final class TorchZip {
    private static final int END_RECORD = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int MAX_ENTRIES = 200_000;
    private static final long UNKNOWN_32 = 0xffffffffL; // the true value is in the zip64 record

    private final ByteSource source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(long header, long size) {}

    private record Directory(long offset, long size, long entries) {}

    TorchZip(ByteSource source) {
        this.source = source;
        Directory directory = directory();
        if (directory.entries() > MAX_ENTRIES) {
            throw source.broken("has " + directory.entries() + " entries; at most " + MAX_ENTRIES + " are read");
        }
        ByteBuffer in = source.slice(directory.offset(), directory.size(), "the table of the archive");
        for (long i = 0; i < directory.entries(); i++) {
            readEntry(in);
        }
    }

    /** The folder that holds {@code data.pkl}, with its slash; archives are named inside as their file was once. */
    String root() {
        return entries.keySet().stream()
                .filter(name -> name.endsWith("/data.pkl") || name.equals("data.pkl"))
                .findFirst()
                .map(name -> name.substring(0, name.length() - "data.pkl".length()))
                .orElseThrow(() -> source.broken("is a zip archive without data.pkl; torch.save writes one"));
    }

    long sizeOf(String name) {
        return find(name).size();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    ByteBuffer content(String name) {
        Entry entry = find(name);
        ByteBuffer header = source.slice(entry.header(), 30, "the header of entry " + name);
        if (header.getInt(0) != 0x04034b50) {
            throw source.broken("entry " + name + " does not start where the table says");
        }
        long data = entry.header() + 30 + unsigned(header, 26) + unsigned(header, 28);
        return source.slice(data, entry.size(), "entry " + name);
    }

    private Entry find(String name) {
        return Optional.ofNullable(entries.get(name)).orElseThrow(() -> source.broken("has no entry " + name));
    }

    private Directory directory() {
        int tail = (int) Math.min(source.size(), END_RECORD + MAX_COMMENT);
        ByteBuffer in = source.slice(source.size() - tail, tail, "the end of the archive");
        for (int at = tail - END_RECORD; at >= 0; at--) {
            if (in.getInt(at) == 0x06054b50) {
                Directory found =
                        new Directory(unsigned32(in, at + 16), unsigned32(in, at + 12), unsigned(in, at + 10));
                boolean zip64 = at >= 20 && in.getInt(at - 20) == 0x07064b50;
                return zip64 ? directory64(in.getLong(at - 20 + 8)) : found;
            }
        }
        throw source.broken("starts like a zip archive but has no table of entries; is it cut short?");
    }

    private Directory directory64(long offset) {
        ByteBuffer in = source.slice(offset, 56, "the zip64 record");
        if (in.getInt(0) != 0x06064b50) {
            throw source.broken("has no zip64 record where its end says");
        }
        return new Directory(in.getLong(48), in.getLong(40), in.getLong(32));
    }

    private void readEntry(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 46 || in.getInt(start) != 0x02014b50) {
            throw source.broken("has a table of entries that breaks off after " + entries.size());
        }
        int nameLength = unsigned(in, start + 28);
        int extraLength = unsigned(in, start + 30);
        int length = 46 + nameLength + extraLength + unsigned(in, start + 32);
        if (in.remaining() < length) {
            throw source.broken("has a table of entries that breaks off after " + entries.size());
        }
        byte[] name = new byte[nameLength];
        in.get(start + 46, name);
        String text = new String(name, UTF_8);
        if (unsigned(in, start + 10) != 0 || (unsigned(in, start + 8) & 1) != 0) {
            throw source.broken("entry " + text + " is compressed or encrypted; files of torch.save are neither");
        }
        entries.put(text, entry(in, start, in.slice(start + 46 + nameLength, extraLength)));
        in.position(start + length);
    }

    private static Entry entry(ByteBuffer in, int start, ByteBuffer extra) {
        long size = unsigned32(in, start + 24);
        long packed = unsigned32(in, start + 20);
        long header = unsigned32(in, start + 42);
        extra.order(in.order());
        while (extra.remaining() >= 4) {
            int kind = extra.getShort() & 0xffff;
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            ByteBuffer field = extra.slice(extra.position(), length).order(in.order());
            if (kind == 1) { // zip64: present are exactly the values that did not fit, in this order
                size = size == UNKNOWN_32 && field.remaining() >= 8 ? field.getLong() : size;
                packed = packed == UNKNOWN_32 && field.remaining() >= 8 ? field.getLong() : packed;
                header = header == UNKNOWN_32 && field.remaining() >= 8 ? field.getLong() : header;
            }
            extra.position(extra.position() + length);
        }
        return new Entry(header, size);
    }

    private static int unsigned(ByteBuffer in, int at) {
        return in.getShort(at) & 0xffff;
    }

    private static long unsigned32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xffffffffL;
    }
}
