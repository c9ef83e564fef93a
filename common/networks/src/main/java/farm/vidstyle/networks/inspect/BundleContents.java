package farm.vidstyle.networks.inspect;

import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.NetworkRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bundle with what is in its files.
 *
 * @param digest of the manifest, one value for the whole model
 * @param files by name, for those that hold weights
 */
public record BundleContents(BundleManifest manifest, String digest, Map<String, FileContents> files) {

    /** Reads the structure of a bundle's files; digests are stated, not checked. */
    public static BundleContents of(Path folder) {
        BundleManifest manifest = BundleManifest.read(folder);
        Map<String, FileContents> files = new TreeMap<>();
        for (NetworkRole role : NetworkRole.values()) {
            String file = manifest.networks().get(role).file();
            files.computeIfAbsent(file, name -> FileContents.of(BundleManifest.file(folder, name)));
        }
        return new BundleContents(manifest, BundleManifest.digest(folder), files);
    }
}
