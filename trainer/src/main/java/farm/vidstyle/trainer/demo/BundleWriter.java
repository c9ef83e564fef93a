package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.bundle.BundleFile;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.ClipParameters;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.NetworkEntry;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes trained weights as a model bundle: one float16 file a network, the vocabulary, and the manifest that names them. */
final class BundleWriter {

    static final String VOCABULARY = "vocabulary.txt.gz";
    private static final String SUFFIX = ".safetensors";

    /** All files of a bundle. */
    static final List<String> FILES = List.of(
            BundleManifest.FILE,
            "generator" + SUFFIX,
            "inversion" + SUFFIX,
            "clip" + SUFFIX,
            "vidstyleode" + SUFFIX,
            VOCABULARY);

    private final DemoNetworks networks;
    private final Path folder;

    BundleWriter(DemoNetworks networks, Path folder) {
        this.networks = networks;
        this.folder = folder;
    }

    /** Writes the manifest last, since it holds the digests of the files; the vocabulary must be there already. */
    void write(String version, Map<NetworkRole, Map<String, NDArray>> weights, NDManager manager) throws IOException {
        Files.createDirectories(folder);
        Map<NetworkRole, NetworkEntry> entries = new EnumMap<>(NetworkRole.class);
        for (NetworkRole role : NetworkRole.values()) {
            String file = role.key() + SUFFIX;
            Safetensors.write(folder.resolve(file), halved(weights.get(role), manager), Map.of("format", "pt"));
            entries.put(role, NetworkEntry.of(folder, file, kind(role), parameters(role)));
        }
        FrameSize size = new FrameSize(networks.resolution(), networks.resolution());
        new BundleManifest("demo", version, "Apache-2.0", Alignment.CENTER_CROP, size, entries).write(folder);
    }

    private static String kind(NetworkRole role) {
        return switch (role) {
            case GENERATOR -> "stylegan2";
            case INVERSION -> "pyramid";
            case VIDSTYLEODE -> "vidstyleode";
            case CLIP -> "clip";
        };
    }

    private Object parameters(NetworkRole role) {
        return switch (role) {
            case GENERATOR -> Map.of();
            case INVERSION -> networks.encoder(networks.styleWidth());
            case VIDSTYLEODE -> networks.vidStyleOde();
            case CLIP -> new ClipParameters(true, BundleFile.of(folder, VOCABULARY));
        };
    }

    /** Half precision halves the files; its rounding is far below what the model itself gets wrong. */
    private static Map<String, NDArray> halved(Map<String, NDArray> weights, NDManager manager) {
        Map<String, NDArray> halved = new LinkedHashMap<>();
        weights.forEach((name, array) -> {
            NDArray half = array.toType(DataType.FLOAT16, true);
            half.attach(manager);
            halved.put(name, half);
        });
        return halved;
    }
}
