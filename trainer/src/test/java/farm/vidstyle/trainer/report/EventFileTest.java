package farm.vidstyle.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void recordsComeBackWithTheirChecksums() throws IOException {
        try (EventFile file = EventFile.create(folder, NOON)) {
            file.scalars(300, Map.of("train/total_loss", 1.5));
            file.picture(301, "clip", 8, 24, new byte[] {1, 2, 3});
        }

        List<Map<Integer, Object>> events = events();
        assertThat(events).hasSize(3);
        assertThat(text(events.get(0).get(3))).isEqualTo("brain.Event:2");
        assertThat(events.get(1)).containsEntry(1, 1795348800.0).containsEntry(2, 300L);
        Map<Integer, Object> value = fields(fields(events.get(1).get(5)).get(1));
        assertThat(text(value.get(1))).isEqualTo("train/total_loss");
        assertThat(value).containsEntry(2, 1.5f);
        Map<Integer, Object> image =
                fields(fields(fields(events.get(2).get(5)).get(1)).get(4));
        assertThat(image).containsEntry(1, 8L).containsEntry(2, 24L).containsEntry(3, 3L);
        assertThat((byte[]) image.get(4)).containsExactly(1, 2, 3);
    }

    @Test
    void checksumsAreThoseOfTensorFlow() {
        assertThat(EventFile.masked(new byte[Long.BYTES]))
                .as("of eight zeros, whose CRC-32C is 8c28b28a")
                .isEqualTo(Integer.rotateRight(0x8c28b28a, 15) + 0xa282ead8);
    }

    @Test
    void aSecondFileOfTheSameSecondStandsBesideTheFirst() throws IOException {
        EventFile.create(folder, NOON).close();
        EventFile.create(folder, NOON).close();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private List<Map<Integer, Object>> events() throws IOException {
        ByteBuffer in;
        try (Stream<Path> files = Files.list(folder)) {
            in = ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        List<Map<Integer, Object>> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[Long.BYTES];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(EventFile.masked(length));
            byte[] content = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(content);
            assertThat(in.getInt()).isEqualTo(EventFile.masked(content));
            events.add(fields(content));
        }
        return events;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static Map<Integer, Object> fields(Object message) {
        ByteBuffer in = ByteBuffer.wrap((byte[]) message).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Object> fields = new HashMap<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            fields.put(
                    (int) (tag >> 3),
                    switch ((int) (tag & 7)) {
                        case 0 -> varint(in);
                        case 1 -> in.getDouble();
                        case 5 -> in.getFloat();
                        default -> bytes(in);
                    });
        }
        return fields;
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
