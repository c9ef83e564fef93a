package farm.vidstyle.farm.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does. Each test works below a prefix of its own. */
abstract class ObjectStoreContract {
    private static final int SEVERAL_PARTS = 20_000_000;

    @TempDir
    Path folder;

    private final String prefix = "test/" + UUID.randomUUID();

    abstract ObjectStore store();

    @Test
    void whatIsStoredIsRead() throws IOException {
        byte[] bytes = random(100_000);
        Path file = Files.write(folder.resolve("file"), bytes);

        store().put(key("bytes"), bytes);
        store().put(key("file"), file);
        long length = store().put(key("stream"), new ByteArrayInputStream(bytes), bytes.length);

        assertThat(length).isEqualTo(bytes.length);
        for (String name : List.of("bytes", "file", "stream")) {
            assertThat(store().read(key(name))).as(name).isEqualTo(bytes);
            assertThat(store().size(key(name))).hasValue(bytes.length);
            store().download(key(name), folder.resolve(name + ".out"));
            assertThat(folder.resolve(name + ".out")).hasBinaryContent(bytes);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void streamsOfSeveralPartsAreStoredWhole() {
        byte[] bytes = random(SEVERAL_PARTS);

        long length = store().put(key("large"), new ByteArrayInputStream(bytes), Long.MAX_VALUE);

        assertThat(length).isEqualTo(SEVERAL_PARTS);
        assertThat(store().read(key("large"))).isEqualTo(bytes);
    }

    @Test
    void emptyObjectsAreObjects() {
        store().put(key("bytes"), new byte[0]);
        store().put(key("stream"), InputStream.nullInputStream(), 10);

        assertThat(store().read(key("bytes"))).isEmpty();
        assertThat(store().size(key("stream"))).hasValue(0);
        assertThat(store().list(prefix)).containsExactly(key("bytes"), key("stream"));
    }

    @Test
    void partsOfAnObjectAreRead() throws IOException {
        store().put(key("digits"), "0123456789".getBytes(UTF_8));

        assertThat(text(store().open(key("digits"), 0, 3))).isEqualTo("012");
        assertThat(text(store().open(key("digits"), 4, 2))).isEqualTo("45");
        assertThat(text(store().open(key("digits"), 7, 100))).isEqualTo("789");
        assertThat(text(store().open(key("digits"), 3, 0))).isEmpty();
        assertThat(text(store().open(key("digits"), 10, 5))).isEmpty();
        assertThat(text(store().open(key("digits"), 0, Long.MAX_VALUE))).isEqualTo("0123456789");
        assertThatThrownBy(() -> store().open(key("digits"), -1, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void absentObjectsAreNamed() {
        assertThatThrownBy(() -> store().open(key("absent")))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining(key("absent").value());
        assertThatThrownBy(() -> store().open(key("absent"), 1, 2)).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> store().read(key("absent"))).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> store().download(key("absent"), folder.resolve("none")))
                .isInstanceOf(NoSuchObjectException.class);
        assertThat(folder).isEmptyDirectory();
        assertThat(store().size(key("absent"))).isEmpty();
        assertThat(store().exists(key("absent"))).isFalse();
        store().delete(key("absent"));
    }

    @Test
    void aFolderOfObjectsIsNoObject() {
        store().put(key("folder/object"), new byte[1]);

        assertThat(store().exists(key("folder"))).isFalse();
        assertThatThrownBy(() -> store().read(key("folder"))).isInstanceOf(NoSuchObjectException.class);
        store().delete(key("folder"));
        assertThat(store().exists(key("folder/object"))).isTrue();
    }

    @Test
    void writingAgainReplaces() {
        store().put(key("object"), "a long first content".getBytes(UTF_8));

        store().put(key("object"), "second".getBytes(UTF_8));

        assertThat(store().read(key("object"))).asString(UTF_8).isEqualTo("second");
        assertThat(store().list(prefix)).containsExactly(key("object"));
    }

    @Test
    void tooLongStreamsLeaveNothing() {
        for (int bytes : new int[] {11, SEVERAL_PARTS}) {
            InputStream stream = new ByteArrayInputStream(random(bytes));

            assertThatThrownBy(() -> store().put(key("toolong"), stream, bytes - 1))
                    .isInstanceOf(TooLargeException.class)
                    .hasMessageContaining("more than " + (bytes - 1) + " bytes");
        }

        assertThat(store().list(prefix)).isEmpty();
        assertThat(unfinished()).isZero();
    }

    @Test
    void brokenStreamsLeaveNothingAndKeepWhatWasThere() {
        store().put(key("object"), "first".getBytes(UTF_8));
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(random(SEVERAL_PARTS)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                    }
                });

        assertThatThrownBy(() -> store().put(key("object"), broken, Long.MAX_VALUE))
                .isInstanceOf(ObjectStoreException.class)
                .hasStackTraceContaining("connection reset");

        assertThat(store().read(key("object"))).asString(UTF_8).isEqualTo("first");
        assertThat(unfinished()).isZero();
    }

    @Test
    void listingIsByPrefixAndInOrder() {
        List<ObjectKey> chunks = IntStream.range(0, 12)
                .mapToObj(i -> key("frames/%06d.mkv".formatted(i)))
                .toList();
        chunks.forEach(chunk -> store().put(chunk, new byte[] {1}));
        store().put(key("framesmore"), new byte[] {1});
        store().put(key("other/object"), new byte[] {1});

        assertThat(store().list(prefix + "/frames/")).isEqualTo(chunks);
        assertThat(store().list(prefix + "/frames/00001")).isEqualTo(chunks.subList(10, 12));
        assertThat(store().list(prefix + "/frames")).hasSize(13);
        assertThat(store().list(prefix + "/")).hasSize(14);
        assertThat(store().list(prefix + "/none/")).isEmpty();
    }

    @Test
    void deletedObjectsAreGone() {
        store().put(key("object"), new byte[] {1});

        store().delete(key("object"));

        assertThat(store().exists(key("object"))).isFalse();
        assertThat(store().list(prefix)).isEmpty();
    }

    @Test
    void readersNeverSeeHalfAnObject() throws Exception {
        byte[] content = random(300_000);
        store().put(key("object"), content);
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                store().put(key("object"), content);
            }
            writing.set(false);
        });

        writer.start();
        while (writing.get() && writer.isAlive()) {
            assertThat(store().read(key("object"))).isEqualTo(content);
        }
        writer.join();

        assertThat(writing).isFalse();
    }

    /** How many uploads were begun and neither finished nor removed. */
    abstract long unfinished();

    ObjectKey key(String name) {
        return new ObjectKey(prefix + "/" + name);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
