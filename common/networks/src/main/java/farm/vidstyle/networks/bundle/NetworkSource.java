package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.nio.file.Path;

/** The opened file of one network: its weights below the declared path and prefix, and its parameters. */
record NetworkSource(NDManager model, Path folder, Checkpoint checkpoint, NetworkEntry entry) {

    Weights weights() {
        return checkpoint.weights(model, entry.path().toArray(String[]::new)).scope(entry.prefix());
    }

    /** A further file that the network's parameters name; like weights, it must be what the manifest says. */
    Path file(BundleFile declared) {
        Path file = BundleManifest.file(folder, declared.file());
        String actual = Digests.sha256(file);
        if (!actual.equals(declared.sha256())) {
            throw new BundleException(declared.file() + " has SHA-256 " + actual + "; expected " + declared.sha256());
        }
        return file;
    }
}
