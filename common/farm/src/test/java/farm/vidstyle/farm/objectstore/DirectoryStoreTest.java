package farm.vidstyle.farm.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ObjectStoreContract {
    @TempDir
    Path root;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStore.open(new StoreConfig.Directory(root));
    }

    @Test
    void whatAKilledWriterLeftIsRemovedAtTheNextStart() throws IOException {
        Path abandoned = Files.writeString(root.resolve(".part").resolve("left"), "half");
        Path beingWritten = root.resolve(".part").resolve("alive");

        try (FileChannel writer =
                FileChannel.open(beingWritten, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writer.lock();
            open();
        }

        assertThat(abandoned).doesNotExist();
        assertThat(beingWritten).exists();
    }

    @Test
    void listingPassesOverFilesThatAreNoObjects() throws IOException {
        Files.createDirectories(root.resolve("models"));
        Files.writeString(root.resolve("models/.DS_Store"), "");
        Files.writeString(root.resolve("models/a b"), "");
        store.put(new ObjectKey("models/good"), new byte[0]);

        assertThat(store.list("models/")).containsExactly(new ObjectKey("models/good"));
        assertThat(store.list("")).containsExactly(new ObjectKey("models/good"));
        assertThat(store.list("../")).isEmpty();
    }

    @Test
    void aKeyBelowAnObjectIsAnErrorThatNamesIt() {
        store.put(new ObjectKey("object"), new byte[0]);

        assertThatThrownBy(() -> store.put(new ObjectKey("object/below"), new byte[0]))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageStartingWith("object object/below was not stored");
    }

    @Test
    void aFileIsNoFolderToKeepObjectsIn() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ObjectStore.open(new StoreConfig.Directory(file)))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    long unfinished() {
        try (Stream<Path> parts = Files.list(root.resolve(".part"))) {
            return parts.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
