package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zip archives byte by byte, so that they can lie: the archives of the JDK refuse to write most of what is tested here. */
final class ZipBytes {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private int entries;

    /** An archive as torch.save writes it, with this pickle and one storage {@code 0} of 16 bytes. */
    static byte[] torch(String pickle) {
        return new ZipBytes()
                .stored("archive/data.pkl", pickle.getBytes(ISO_8859_1))
                .stored("archive/data/0", new byte[16])
                .stored("archive/version", "3\n".getBytes(ISO_8859_1))
                .bytes();
    }

    ZipBytes stored(String name, byte[] content) {
        return entry(name, content, 0, content.length, 0);
    }

    ZipBytes deflated(String name, byte[] content) {
        return entry(name, deflate(content), 8, content.length, 0);
    }

    /** With any method, announced size and flags. */
    ZipBytes entry(String name, byte[] packed, int method, long size, int flags) {
        CRC32 crc = new CRC32();
        crc.update(packed);
        byte[] shared = little(26)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0)
                .putInt((int) crc.getValue())
                .putInt(packed.length)
                .putInt((int) size)
                .putShort((short) name.getBytes(UTF_8).length)
                .putShort((short) 0)
                .array();
        table.writeBytes(little(6).putInt(0x02014b50).putShort((short) 20).array());
        table.writeBytes(shared);
        table.writeBytes(little(14).putInt(10, body.size()).array());
        table.writeBytes(name.getBytes(UTF_8));
        body.writeBytes(little(4).putInt(0x04034b50).array());
        body.writeBytes(shared);
        body.writeBytes(name.getBytes(UTF_8));
        body.writeBytes(packed);
        entries++;
        return this;
    }

    byte[] bytes() {
        return bytes(entries, table.size(), body.size());
    }

    /** With an end record that says what it likes. */
    byte[] bytes(int announcedEntries, int tableSize, int tableStart) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(body.toByteArray());
        all.writeBytes(table.toByteArray());
        all.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) announcedEntries)
                .putShort((short) announcedEntries)
                .putInt(tableSize)
                .putInt(tableStart)
                .array());
        return all.toByteArray();
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
