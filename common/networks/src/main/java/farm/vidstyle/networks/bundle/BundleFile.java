package farm.vidstyle.networks.bundle;

import java.nio.file.Path;

/** A file of a bundle that is not weights, such as a vocabulary; the digest makes the manifest cover it. */
public record BundleFile(String file, String sha256) {

    /** A file in a bundle's folder; its digest is computed here. */
    public static BundleFile of(Path folder, String file) {
        return new BundleFile(file, Digests.sha256(folder.resolve(file)));
    }
}
