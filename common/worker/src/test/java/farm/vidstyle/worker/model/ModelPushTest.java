package farm.vidstyle.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.worker.testing.TinyBundle;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPushTest {
    @TempDir
    private Path folder;

    private ObjectStore store;
    private Path bundle;

    @BeforeEach
    void writeBundle() {
        store = ObjectStore.open(new StoreConfig.Directory(folder.resolve("store")));
        bundle = folder.resolve("bundle");
        TinyBundle.write(bundle, "tiny", 1, 1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theManifestIsStoredLast() {
        List<String> stored = new ArrayList<>();

        new ModelPush(watched(stored), line -> {}).push(bundle);

        assertThat(stored).hasSize(6).last().isEqualTo("models/tiny/1/bundle.yaml");
    }

    @Test
    void whatIsPushedIsInTheCatalogUnderItsDigest() {
        ModelRef pushed = push();

        assertThat(new ModelCatalog(store).find("tiny").ref()).isEqualTo(pushed);
        assertThat(pushed.digest()).isEqualTo(BundleManifest.digest(bundle));
    }

    @Test
    void theSameBundleAgainChangesNothing() {
        push();
        List<String> stored = new ArrayList<>();

        new ModelPush(watched(stored), line -> {}).push(bundle);

        assertThat(stored).isEmpty();
    }

    @Test
    void anotherBundleUnderTheSameVersionIsRefused() {
        ModelRef first = push();
        TinyBundle.write(bundle, "tiny", 2, 1);

        assertThatThrownBy(this::push)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("the store has another tiny 1, of digest " + first.digest())
                .hasMessageContaining("give this one a version of its own");
    }

    @Test
    void aTamperedBundleIsNotStored() throws IOException {
        Files.writeString(bundle.resolve("vocabulary.txt"), "changed");
        Files.write(bundle.resolve("motion.safetensors"), new byte[100]);

        assertThatThrownBy(this::push)
                .hasMessageContaining("vidstyleode: motion.safetensors has SHA-256")
                .hasMessageContaining("clip: vocabulary.txt has SHA-256");
        assertThat(store.list("models/")).isEmpty();
    }

    @Test
    void filesOutsideTheBundleAreNotStored() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Path manifest = bundle.resolve(BundleManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace("generator.safetensors", "../secret"));

        assertThatThrownBy(this::push).hasMessageContaining("../secret lies outside the bundle");
        assertThat(store.list("models/")).isEmpty();
    }

    private ModelRef push() {
        return new ModelPush(store, line -> {}).push(bundle);
    }

    /** The store; keys that are put are noted. */
    private ObjectStore watched(List<String> stored) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        stored.add(((ObjectKey) arguments[0]).value());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
