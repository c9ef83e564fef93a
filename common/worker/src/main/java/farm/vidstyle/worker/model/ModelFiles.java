package farm.vidstyle.worker.model;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Models' files on this machine. A model's folder appears as a whole, verified, under a name that holds its digest; other
 * processes may share the folder of folders.
 */
final class ModelFiles {
    private static final int MAX_FILES = 64;

    private final Path folder;
    private final ObjectStore store;

    ModelFiles(Path folder, ObjectStore store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * The folder of the model, fetched now if it is not there.
     *
     * @throws PermanentFailure where what is stored is not the bundle that {@code ref} names
     */
    Path fetch(ModelRef ref) throws PermanentFailure {
        Path place = folder.resolve(ref.key());
        if (Files.isDirectory(place)) {
            return place;
        }
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempDirectory(folder, ".part-");
            try {
                fetch(ref, part);
                move(part, place);
            } finally {
                delete(part);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("model " + ref.key() + " was not fetched into " + folder, e);
        } catch (BundleException e) {
            throw new PermanentFailure("model " + ref.key() + " in the store is broken: " + e.getMessage(), e);
        }
    }

    private void fetch(ModelRef ref, Path part) throws IOException, PermanentFailure {
        store.download(Layout.model(ref.name(), ref.version(), BundleManifest.FILE), part.resolve(BundleManifest.FILE));
        String digest = BundleManifest.digest(part);
        if (!digest.equals(ref.digest())) {
            throw new PermanentFailure("model " + ref.name() + " " + ref.version() + " in the store has digest "
                    + digest + "; asked for was " + ref.digest() + ": a version must not change once it is used");
        }
        String manifest =
                Layout.model(ref.name(), ref.version(), BundleManifest.FILE).value();
        String prefix = manifest.substring(0, manifest.length() - BundleManifest.FILE.length());
        List<ObjectKey> files = store.list(prefix);
        if (files.size() > MAX_FILES) {
            throw new PermanentFailure(
                    "model " + ref.key() + " has " + files.size() + " files; expected at most " + MAX_FILES);
        }
        for (ObjectKey key : files) {
            Path file = part.resolve(key.value().substring(prefix.length()));
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                store.download(key, file);
            }
        }
        BundleManifest.read(part).verifyFiles(part);
    }

    private static void move(Path part, Path place) throws IOException {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // another process was faster, and its files have the same digests
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    /** Removes what was fetched: it turned out to be broken, here or in the store. */
    void forget(ModelRef ref) {
        try {
            delete(folder.resolve(ref.key()));
        } catch (IOException e) {
            throw new UncheckedIOException("model " + ref.key() + " was not removed from " + folder, e);
        }
    }

    private static void delete(Path part) throws IOException {
        if (!Files.exists(part)) {
            return; // it was moved
        }
        try (Stream<Path> all = Files.walk(part)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
