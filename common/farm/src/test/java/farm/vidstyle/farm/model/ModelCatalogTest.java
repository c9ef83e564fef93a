package farm.vidstyle.farm.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.ObjectStoreException;
import farm.vidstyle.farm.objectstore.StoreConfig;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {
    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock();
    private ObjectStore store;
    private ModelCatalog catalog;

    @BeforeEach
    void open() {
        store = ObjectStore.open(new StoreConfig.Directory(root));
        catalog = new ModelCatalog(store, clock);
    }

    @Test
    void aCardHoldsWhatTheBundleSays() {
        put("demo", "1", bundle("demo", "1"));

        ModelCard card = catalog.find("demo@1");

        assertThat(card.ref().name()).isEqualTo("demo");
        assertThat(card.ref().digest()).isEqualTo("1bed01d07bc580eff2afb43b04b26da7715447806650a35978cf9598c974e777");
        assertThat(card).isEqualTo(new ModelCard(card.ref(), "center-crop", 64, 48, 100));
    }

    @Test
    void aNameAloneIsItsNewestVersion() {
        for (String version : List.of("1.9", "1.10", "1.10-rc2", "0.99")) {
            put("demo", version, bundle("demo", version));
        }
        put("demo2", "7", bundle("demo2", "7"));

        assertThat(catalog.find("demo").ref().version()).isEqualTo("1.10");
        assertThat(catalog.find("demo@1.9").ref().version()).isEqualTo("1.9");
        assertThat(catalog.all())
                .extracting(card -> card.ref().name() + "@" + card.ref().version())
                .containsExactly("demo@1.10", "demo@1.10-rc2", "demo@1.9", "demo@0.99", "demo2@7");
    }

    @Test
    void unknownModelsAreAnsweredWithTheKnownOnes() {
        put("demo", "1", bundle("demo", "1"));

        for (String wanted : List.of("dem", "demo@2", "demo@", "@1", "", "../demo")) {
            assertThatThrownBy(() -> catalog.find(wanted))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessage("model is '" + wanted + "'; expected one of [demo@1]");
        }
    }

    @Test
    void brokenBundlesHarmOnlyThoseWhoAskForThem() {
        put("demo", "1", bundle("demo", "1"));
        put("demo", "2", bundle("demo", "2").replace("width: 64", "width: sixty-four"));
        put("wrong", "1", bundle("other", "1"));
        put("bare", "1.10", bundle("bare", "1.10").replace("\"1.10\"", "1.10"));
        put("garbage", "1", "\t{{{");
        put("empty", "1", "");
        put("huge", "1", bundle("huge", "1") + "#".repeat(300_000));

        assertThat(catalog.find("demo").ref().version()).isEqualTo("1");
        assertProblem("demo@2", "frameSize.width is \"sixty-four\"; expected a whole number");
        assertProblem("wrong", "name is 'other', but the bundle is stored as 'wrong'");
        assertProblem("bare", "version is 1.1; expected text, numbers in quotes");
        assertProblem("garbage", "bundle.yaml is no YAML");
        assertProblem("empty", "name is missing");
        assertProblem("huge", "expected at most 262144");
    }

    @Test
    void aModelIsSeenWhenWhatIsKnownIsOld() {
        put("demo", "1", bundle("demo", "1"));
        catalog.find("demo");
        put("demo", "2", bundle("demo", "2"));

        assertThat(catalog.find("demo").ref().version()).isEqualTo("1");
        clock.now = clock.now.plus(Duration.ofSeconds(31));
        assertThat(catalog.find("demo").ref().version()).isEqualTo("2");
    }

    @Test
    void whatIsKnownOutlivesAnOutageOfTheStore() {
        put("demo", "1", bundle("demo", "1"));
        AtomicBoolean down = new AtomicBoolean();
        ModelCatalog onShakyStore = new ModelCatalog(shaky(down), clock);
        onShakyStore.find("demo");

        down.set(true);
        clock.now = clock.now.plus(Duration.ofSeconds(31));

        assertThat(onShakyStore.find("demo").ref().version()).isEqualTo("1");
        assertThatThrownBy(() -> new ModelCatalog(shaky(down), clock).find("demo"))
                .isInstanceOf(ObjectStoreException.class);
    }

    /** The store, which cannot be listed while it is down. */
    private ObjectStore shaky(AtomicBoolean down) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (down.get()) {
                        store.read(Layout.model("no", "such", "object")); // fails as a store does
                    }
                    return method.invoke(store, arguments);
                });
    }

    private void assertProblem(String wanted, String problem) {
        assertThatThrownBy(() -> catalog.find(wanted))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("is broken: ")
                .hasMessageContaining(problem);
    }

    private void put(String name, String version, String yaml) {
        store.put(Layout.model(name, version, "bundle.yaml"), yaml.getBytes(UTF_8));
        store.put(Layout.model(name, version, "generator.safetensors"), new byte[1]);
    }

    private static String bundle(String name, String version) {
        return """
                name: %s
                version: "%s"
                licence: Apache-2.0
                alignment: center-crop
                frameSize: {width: 64, height: 48}
                networks:
                  generator: {kind: stylegan2, file: generator.safetensors}
                  vidstyleode: {kind: vidstyleode, file: generator.safetensors, parameters: {videoLength: 100}}
                """.formatted(name, version);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
