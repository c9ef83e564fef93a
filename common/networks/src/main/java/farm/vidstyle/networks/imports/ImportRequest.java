package farm.vidstyle.networks.imports;

import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.bundle.BundleManifest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is to become a bundle.
 *
 * @param config the training configuration, in YAML
 * @param antialias whether CLIP's pictures are antialiased when they are made smaller; see {@code ClipParameters}
 * @param link whether the files stay as they are, linked into the bundle, instead of being written as {@code .safetensors}
 */
public record ImportRequest(Identity identity, Path config, Sources sources, boolean antialias, boolean link) {

    /** What the bundle is called and under which terms it may be used. */
    public record Identity(String name, String version, String licence, Alignment alignment) {
        public Identity {
            BundleManifest.requireIdentity(name, version, licence);
        }
    }

    /**
     * The files of weights. The Lightning checkpoint holds a generator and CLIP too, which are taken where no file of their own is given.
     *
     * @param files by option name: {@code generator}, {@code inversion}, {@code clip}, {@code vidstyleode}
     * @param vocabulary of CLIP
     */
    public record Sources(Map<String, Path> files, Path vocabulary) {
        public Sources {
            files = Map.copyOf(files);
        }

        Optional<Path> file(String option) {
            return Optional.ofNullable(files.get(option));
        }
    }
}
