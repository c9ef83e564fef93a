package farm.vidstyle.local.embedded;

import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.trainer.demo.DemoBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Puts the shipped demo model where the workers look for models. */
final class DemoModel {
    private DemoModel() {}

    /** Does nothing where the store has it already. {@code scratch} is a folder to unpack into. */
    static void ensure(ObjectStore store, Path scratch) throws IOException {
        Path bundle = scratch.resolve("demo-bundle");
        DemoBundle.extract(bundle);
        BundleManifest manifest = BundleManifest.read(bundle);
        for (Path file : manifestLast(bundle)) {
            ObjectKey key = Layout.model(
                    manifest.name(), manifest.version(), file.getFileName().toString());
            if (!holds(store, key, Files.readAllBytes(file))) {
                store.put(key, file);
            }
        }
    }

    /** A model whose manifest is there is whole. */
    private static List<Path> manifestLast(Path bundle) throws IOException {
        try (Stream<Path> files = Files.list(bundle)) {
            return files.sorted(
                            (a, b) -> Boolean.compare(a.endsWith(BundleManifest.FILE), b.endsWith(BundleManifest.FILE)))
                    .toList();
        }
    }

    private static boolean holds(ObjectStore store, ObjectKey key, byte[] bytes) {
        return store.size(key).orElse(-1) == bytes.length && Arrays.equals(store.read(key), bytes);
    }
}
