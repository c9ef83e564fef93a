package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Builds the networks of a bundle one after the other and keeps what is wrong with each for one report. */
final class BundleLoader {

    private final NDManager model;
    private final Path folder;
    private final BundleManifest manifest;
    private final Map<Path, Checkpoint> opened = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    BundleLoader(NDManager model, Path folder, BundleManifest manifest) {
        this.model = model;
        this.folder = folder;
        this.manifest = manifest;
    }

    /** A network made from its source by the factory of its kind; empty, and in the report, if it cannot be made. */
    <T> Optional<T> load(NetworkRole role, Map<String, Function<NetworkSource, T>> kinds) {
        NetworkEntry entry = manifest.networks().get(role);
        try {
            Function<NetworkSource, T> factory = kinds.get(entry.kind());
            if (factory == null) {
                throw new BundleException("kind is '" + entry.kind() + "'; expected one of "
                        + kinds.keySet().stream().sorted().toList());
            }
            Path file = BundleManifest.file(folder, entry.file());
            Checkpoint checkpoint = opened.computeIfAbsent(file, Checkpoint::open);
            return Optional.of(factory.apply(new NetworkSource(model, folder, checkpoint, entry)));
        } catch (BundleException | CheckpointException | IllegalArgumentException e) {
            problems.add(role.key() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Notes a problem between networks. */
    void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    /** Stops with all problems, if there were any. */
    void report() {
        if (!problems.isEmpty()) {
            throw new BundleException("bundle " + manifest.name() + " " + manifest.version() + " in " + folder
                    + " cannot be loaded: " + String.join("; ", problems));
        }
    }
}
