package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
    private static final String PROTOCOL = "\u0080\u0002";
    private static final String TENSOR_OF_FOUR =
            "ctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\4tQ";

    static Stream<Arguments> hostilePickles() {
        return Stream.of(
                Arguments.of("cos\nsystem\n(U\6rm -rftR.", "os.system"),
                Arguments.of("cbuiltins\neval\n(U\0031+1tR.", "builtins.eval"),
                Arguments.of("U\2osU\6system\u0093(U\2lstR.", "os.system"), // named through the stack
                Arguments.of("(ctorch._utils\n_rebuild_parameter\n(cposix\nsystem\n(U\2lstRtRt.", "posix.system"),
                Arguments.of("ccollections\nOrderedDict\n)R}U\14__setstate__cos\nsystem\nsb.", "os.system"),
                Arguments.of("U\2hi)R.", "not a known constructor"),
                Arguments.of("(S'ls'\nios\nsystem\n.", "operation 0x53"),
                Arguments.of("\u0082\u0001.", "operation 0x82"), // the extension registry
                Arguments.of("X\u00ff\u00ff\u00ff\u007f.", "announces 2147483647 bytes"),
                Arguments.of("\u008b\u00ff\u00ff\u00ff\u007f.", "integer of 2147483647 bytes"),
                Arguments.of("j\u00ff\u00ff\u00ff\u007f.", "recalls value"),
                Arguments.of("0.", "takes more from its stack"),
                Arguments.of("}q\1h\1K\1s.", "dictionary key"), // a dictionary that is its own key
                Arguments.of("K\1K\2", "not a valid pickle"),
                Arguments.of(TENSOR_OF_FOUR + "K\0K\5\u0085K\1\u0085tR.", "reaches past the end"),
                Arguments.of(
                        TENSOR_OF_FOUR + "K\0(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0ttR.",
                        "larger than"),
                Arguments.of(TENSOR_OF_FOUR + "K\0J\u00ff\u00ff\u00ff\u00ff\u0085K\1\u0085tR.", "negative"),
                Arguments.of(TENSOR_OF_FOUR + "U\1aK\5\u0085K\1\u0085tR.", "makes no sense"));
    }

    @ParameterizedTest
    @MethodSource("hostilePickles")
    void hostilePicklesAreRefusedWithFileEntryAndReason(String pickle, String reason) throws IOException {
        byte[] file = archive(PROTOCOL + pickle);

        assertThatThrownBy(() -> Checkpoint.of("evil.pt", file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("evil.pt")
                .hasMessageContaining("archive/data.pkl")
                .hasMessageContaining(reason);
    }

    @Test
    void endlessPicklesStop() throws IOException {
        byte[] file = archive(PROTOCOL + "(" + "]".repeat(5_000_000) + "t.");

        assertThatThrownBy(() -> Checkpoint.of("long.pt", file)).hasMessageContaining("more than 4000000 operations");
    }

    @Test
    void aListThatContainsItselfIsReadAndNotWalked() throws IOException {
        byte[] file = archive(PROTOCOL + "}U\1a]q\1h\1as.");

        assertThat(Checkpoint.of("loop.pt", file).find("a")).isPresent();
    }

    @Test
    void everyTruncationOfAnArchiveIsRefused() throws IOException {
        byte[] whole = archive(PROTOCOL + "}U\1a" + TENSOR_OF_FOUR + "K\0K\4\u0085K\1\u0085tRs.");

        assertThat(Checkpoint.of("whole.pt", whole).tensors()).containsKey("a");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Checkpoint.of("cut.pt", cut))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("cut.pt");
        }
    }

    @Test
    void compressedArchivesAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[1 << 20]);
        }

        assertThatThrownBy(() -> Checkpoint.of("bomb.pt", bytes.toByteArray())).hasMessageContaining("is compressed");
    }

    static Stream<Arguments> hostileHeaders() {
        return Stream.of(
                Arguments.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "past the end"),
                Arguments.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", "cut short"),
                Arguments.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "negative"),
                Arguments.of(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
                        "overflow"),
                Arguments.of("{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}", "unknown type"),
                Arguments.of("{\"a\":1,\"a\":2}", "Duplicate field"),
                Arguments.of("{\"a\":", "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void brokenSafetensorsAreRefusedWithReason(String header, String reason) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + json.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();

        assertThatThrownBy(() -> Checkpoint.of("evil.safetensors", file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("evil.safetensors")
                .hasMessageContaining(reason);
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> Checkpoint.of("photo.png", "\u0089PNG\r\n\u001a\n and so on".getBytes(ISO_8859_1)))
                .hasMessageContaining("photo.png")
                .hasMessageContaining("none of the marks");
    }

    private static byte[] archive(String pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "archive/data.pkl", pickle.getBytes(ISO_8859_1));
            store(zip, "archive/data/0", new byte[16]);
            store(zip, "archive/version", "3\n".getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
