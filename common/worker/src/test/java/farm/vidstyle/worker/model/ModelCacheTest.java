package farm.vidstyle.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.worker.testing.TinyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    @TempDir
    private Path folder;

    private ObjectStore store;
    private ModelRef first;
    private ModelRef second;
    private ModelCache cache;

    @BeforeEach
    void storeModels() {
        store = ObjectStore.open(new StoreConfig.Directory(folder.resolve("store")));
        first = model("first");
        second = model("second");
        cache = cache(1);
    }

    @AfterEach
    void close() {
        cache.close();
        store.close();
    }

    @Test
    void aModelIsOpenedOnce() throws Exception {
        try (ModelCache.Lease one = cache.lease(first);
                ModelCache.Lease other = cache.lease(first)) {
            assertThat(other.bundle()).isSameAs(one.bundle());
            assertThat(one.bundle().digest()).isEqualTo(first.digest());
        }
    }

    @Test
    void anotherModelClosesTheOneThatNobodyUses() throws Exception {
        ModelBundle unused;
        try (ModelCache.Lease lease = cache.lease(first)) {
            unused = lease.bundle();
        }

        try (ModelCache.Lease lease = cache.lease(second)) {
            assertWorks(lease.bundle());
        }

        assertClosed(unused);
    }

    @Test
    void aModelInUseStaysOpenUntilItIsGivenBack() throws Exception {
        ModelCache.Lease busy = cache.lease(first);

        try (ModelCache.Lease lease = cache.lease(second)) {
            assertWorks(lease.bundle());
            assertWorks(busy.bundle());
        }
        cache.close();
        assertWorks(busy.bundle());
        busy.close();

        assertClosed(busy.bundle());
    }

    @Test
    void aRestartFetchesNothing() throws Exception {
        cache.lease(first).close();
        cache.close();
        for (ObjectKey key : store.list("models/")) {
            store.delete(key);
        }

        cache = cache(1);

        try (ModelCache.Lease lease = cache.lease(first)) {
            assertWorks(lease.bundle());
        }
    }

    @Test
    void aHarmedFileIsFetchedAnew() throws Exception {
        cache.lease(first).close();
        cache.close();
        Files.writeString(folder.resolve("cache").resolve(first.key()).resolve("vocabulary.txt"), "harmed");

        cache = cache(1);

        try (ModelCache.Lease lease = cache.lease(first)) {
            assertWorks(lease.bundle());
        }
    }

    @Test
    void aModelThatChangedUnderItsVersionIsRefused() {
        ModelRef other = new ModelRef("first", "1", "0".repeat(64));

        assertThatThrownBy(() -> cache.lease(other))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("in the store has digest " + first.digest());
        assertNothingLeft();
    }

    @Test
    void filesWithAnotherDigestAreRefused() {
        store.put(Layout.model("first", "1", "motion.safetensors"), new byte[100]);

        assertThatThrownBy(() -> cache.lease(first))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("motion.safetensors has SHA-256");
        assertNothingLeft();
    }

    private ModelRef model(String name) {
        Path bundle = folder.resolve(name);
        TinyBundle.write(bundle, name, 1, 1);
        return TinyBundle.push(bundle, store);
    }

    private ModelCache cache(int open) {
        return new ModelCache(new ModelCacheConfig(folder.resolve("cache"), open), store);
    }

    private void assertNothingLeft() {
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left.toList()).isEqualTo(List.of());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertWorks(ModelBundle bundle) {
        try (NDManager manager = bundle.newManager()) {
            NDArray codes = manager.ones(new Shape(1, TinyBundle.LAYERS, TinyBundle.STYLE_WIDTH));
            assertThat(bundle.generate(codes).getShape())
                    .isEqualTo(new Shape(1, 3, TinyBundle.PIXELS, TinyBundle.PIXELS));
        }
    }

    private static void assertClosed(ModelBundle bundle) {
        assertThatThrownBy(() -> assertWorks(bundle)).isInstanceOf(IllegalStateException.class);
    }
}
