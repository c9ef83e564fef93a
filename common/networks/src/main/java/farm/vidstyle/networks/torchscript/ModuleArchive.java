package farm.vidstyle.networks.torchscript;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that {@code torch.jit.save} would have written for a module without state: a stored zip of the pickled
 * object, its code, its (empty) constants and the format version.
 */
final class ModuleArchive {

    private static final String HEADER = """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    /** {@code __torch__.Ops} without constructor arguments, state {"training": False}; pickle protocol 2. */
    private static final byte[] OBJECT = bytes("\u0080\u0002c__torch__\nOps\n)\u0081}X\u0008\0\0\0training\u0089sb.");

    /** The empty tuple. */
    private static final byte[] NO_CONSTANTS = bytes("\u0080\u0002).");

    /** The newest format libtorch 2.7 knows, so that no call is rewritten to the behaviour of an older version. */
    private static final byte[] VERSION = bytes("10\n");

    private ModuleArchive() {}

    static InputStream of(String functions) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "ops/data.pkl", OBJECT);
            store(zip, "ops/code/__torch__.py", (HEADER + functions.indent(2)).getBytes(StandardCharsets.UTF_8));
            store(zip, "ops/constants.pkl", NO_CONSTANTS);
            store(zip, "ops/version", VERSION);
        }
        return new ByteArrayInputStream(archive.toByteArray());
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
