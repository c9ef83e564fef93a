package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Where the entries of a zip archive lie in the file, from its central directory. The archives of the JDK do not tell positions, and
 * tensors are to be mapped where they are. Nothing is ever unpacked to a disk; still, names that would leave a folder are refused, and
 * names that occur twice, because two readers could disagree about them.
 */
final class ZipTable {
    private static final int END_RECORD = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int MAX_ENTRIES = 200_000;
    private static final long MAX_TABLE = 64L << 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long UNKNOWN_32 = 0xffffffffL; // the true value is in the zip64 record

    /** Weights hardly compress; an entry that unfolds further is made to exhaust memory, unless it is small anyway. */
    private static final long MAX_RATIO = 100;

    private static final long ALWAYS_UNPACKED = 1 << 20;

    private final ByteSource source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(long header, long packed, long size, int method, boolean encrypted) {}

    private record Directory(long offset, long size, long entries) {}

    ZipTable(ByteSource source) {
        this.source = source;
        Directory directory = directory();
        if (directory.entries() > MAX_ENTRIES || directory.size() > MAX_TABLE) {
            throw source.broken("has " + directory.entries() + " entries in a table of " + directory.size()
                    + " bytes; at most " + MAX_ENTRIES + " in " + MAX_TABLE + " are read");
        }
        ByteBuffer in = source.slice(directory.offset(), directory.size(), "the table of the archive");
        for (long i = 0; i < directory.entries(); i++) {
            readEntry(in);
        }
    }

    Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Unpacked. */
    long sizeOf(String name) {
        return find(name).size();
    }

    /** The bytes of an entry where they lie in the file, which must not be compressed. */
    ByteBuffer stored(String name) {
        Entry entry = find(name);
        if (entry.method() != STORED || entry.encrypted() || entry.packed() != entry.size()) {
            throw source.broken("entry " + name + " is compressed or encrypted; torch.save writes neither");
        }
        return raw(name, entry);
    }

    /** The first {@code length} bytes of an entry, or all where it has fewer, unpacked where it is compressed. */
    ByteBuffer content(String name, long length) {
        Entry entry = find(name);
        if (entry.method() == STORED) {
            return stored(name).slice(0, (int) Math.min(length, entry.size())).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (entry.method() != DEFLATED || entry.encrypted()) {
            throw source.broken("entry " + name + " is encrypted or compressed by method " + entry.method()
                    + "; stored and deflated entries are read");
        }
        if (entry.size() > ALWAYS_UNPACKED && entry.size() / MAX_RATIO > entry.packed()) {
            throw source.broken("entry " + name + " unpacks from " + entry.packed() + " to " + entry.size()
                    + " bytes; at most " + MAX_RATIO + " times are accepted");
        }
        return inflated(name, raw(name, entry), Math.min(length, entry.size()));
    }

    private ByteBuffer inflated(String name, ByteBuffer packed, long length) {
        if (length > Integer.MAX_VALUE) {
            throw source.broken("entry " + name + " has " + length + " bytes unpacked; too many for one piece");
        }
        ByteBuffer unpacked = ByteBuffer.allocateDirect((int) length);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            while (unpacked.hasRemaining() && inflater.inflate(unpacked) > 0) {
                // one call may stop short of the end
            }
        } catch (DataFormatException e) {
            throw new CheckpointException(source.name() + ": entry " + name + " is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        if (unpacked.hasRemaining()) {
            throw source.broken("entry " + name + " unpacks to " + unpacked.position() + " bytes instead of " + length);
        }
        return unpacked.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer raw(String name, Entry entry) {
        ByteBuffer header = source.slice(entry.header(), 30, "the header of entry " + name);
        if (header.getInt(0) != 0x04034b50 || unsigned(header, 8) != entry.method()) {
            throw source.broken("entry " + name + " does not start where the table says");
        }
        long data = entry.header() + 30 + unsigned(header, 26) + unsigned(header, 28);
        return source.slice(data, entry.packed(), "entry " + name);
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
        requireHarmless(text);
        if (entries.put(text, entry(in, start, in.slice(start + 46 + nameLength, extraLength))) != null) {
            throw source.broken("has two entries " + text);
        }
        in.position(start + length);
    }

    private void requireHarmless(String name) {
        boolean leaves = name.startsWith("/") || ("/" + name + "/").contains("/../");
        if (leaves || name.indexOf('\\') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw source.broken("has an entry with the name '" + name.replaceAll("\\p{Cntrl}", "?")
                    + "', which is not a plain path inside the archive");
        }
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
        return new Entry(header, packed, size, unsigned(in, start + 10), (unsigned(in, start + 8) & 1) != 0);
    }

    private static int unsigned(ByteBuffer in, int at) {
        return in.getShort(at) & 0xffff;
    }

    private static long unsigned32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xffffffffL;
    }
}
