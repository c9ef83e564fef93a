package farm.vidstyle.trainer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event file as TensorBoard reads it: records of a length, its checksum, the content and its checksum, where the content is an {@code Event}
 * message in the wire format of Protocol Buffers and checksums are CRC-32C, rotated and shifted so that those of checksums are not confused.
 */
public final class EventFile implements AutoCloseable {

    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private final OutputStream out;
    private final Clock clock;

    private EventFile(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** A new file in the folder, beside those of earlier runs. */
    public static EventFile create(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        String name = "events.out.tfevents." + clock.instant().getEpochSecond() + "." + host();
        Path file = folder.resolve(name);
        for (int i = 1; Files.exists(file); i++) {
            file = folder.resolve(name + "." + i);
        }
        EventFile events = new EventFile(new BufferedOutputStream(Files.newOutputStream(file)), clock);
        events.record(events.event(0).text(3, "brain.Event:2"));
        events.flush();
        return events;
    }

    /** Numbers at a step, by tag. */
    public void scalars(long step, Map<String, Double> values) throws IOException {
        Message summary = new Message();
        values.forEach(
                (tag, value) -> summary.message(1, new Message().text(1, tag).float32(2, value.floatValue())));
        record(event(step).message(5, summary));
    }

    /** A picture, also a moving one, as the bytes of its file. */
    public void picture(long step, String tag, int height, int width, byte[] file) throws IOException {
        Message image =
                new Message().varint(1, height).varint(2, width).varint(3, 3).bytes(4, file);
        Message value = new Message().text(1, tag).message(4, image);
        record(event(step).message(5, new Message().message(1, value)));
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private Message event(long step) {
        return new Message().float64(1, clock.millis() / 1e3).varint(2, step);
    }

    private void record(Message event) throws IOException {
        byte[] content = event.toByteArray();
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(content.length)
                .array();
        out.write(length);
        out.write(checksum(length));
        out.write(content);
        out.write(checksum(content));
    }

    private static byte[] checksum(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked(bytes))
                .array();
    }

    static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^\\w-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
