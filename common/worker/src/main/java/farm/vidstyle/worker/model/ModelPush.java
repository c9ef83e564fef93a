package farm.vidstyle.worker.model;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Puts a bundle into the store, the manifest last: a model whose manifest is there is whole, and half a push is invisible. A version
 * never changes once it is there, since results are keyed by it.
 */
public final class ModelPush {
    private final ObjectStore store;
    private final Consumer<String> progress;

    /** {@code progress} is told of each file, in sentences. */
    public ModelPush(ObjectStore store, Consumer<String> progress) {
        this.store = store;
        this.progress = progress;
    }

    /**
     * Stores the bundle, or does nothing where the store has the very same.
     *
     * @throws BundleException where files are not what the manifest says, or the store has another bundle of this name and version
     */
    public ModelRef push(Path folder) {
        BundleManifest manifest = BundleManifest.read(folder);
        ModelRef model = new ModelRef(manifest.name(), manifest.version(), BundleManifest.digest(folder));
        ObjectKey last = Layout.model(manifest.name(), manifest.version(), BundleManifest.FILE);
        if (store.exists(last)) {
            requireSame(model, last);
            progress.accept("the store has " + model.name() + " " + model.version() + " already");
            return model;
        }
        progress.accept("checking digests …");
        manifest.verifyFiles(folder);
        for (String name : manifest.files()) {
            Path file = BundleManifest.file(folder, name);
            progress.accept("storing " + name + ", " + megabytes(file) + " MB …");
            store.put(Layout.model(manifest.name(), manifest.version(), name), file);
        }
        store.put(last, folder.resolve(BundleManifest.FILE));
        return model;
    }

    private void requireSame(ModelRef model, ObjectKey manifest) {
        String stored = digest(store.read(manifest));
        if (!stored.equals(model.digest())) {
            throw new BundleException("the store has another " + model.name() + " " + model.version() + ", of digest "
                    + stored + "; this one has " + model.digest()
                    + ". A version never changes: give this one a version of its own");
        }
    }

    private static long megabytes(Path file) {
        try {
            return Math.max(1, Files.size(file) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
