package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;

/** The opened file of one network: its weights below the declared path and prefix, and its parameters. */
record NetworkSource(NDManager model, Checkpoint checkpoint, NetworkEntry entry) {

    Weights weights() {
        return checkpoint.weights(model, entry.path().toArray(String[]::new)).scope(entry.prefix());
    }
}
