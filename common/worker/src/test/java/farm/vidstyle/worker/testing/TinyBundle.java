package farm.vidstyle.worker.testing;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.networks.bundle.Alignment;
import farm.vidstyle.networks.bundle.BundleFile;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.ClipParameters;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.NetworkEntry;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.pyramid.PyramidConfig;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.worker.model.ModelPush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A bundle of random networks: frames of 64x64, pictures of 32x32, 8 codes of width 16, a state of 8x4x4. */
public final class TinyBundle {
    public static final int FRAME_PIXELS = 64;
    public static final int PIXELS = 32;
    public static final int LAYERS = 8;
    public static final int STYLE_WIDTH = 16;
    public static final int STATE_CHANNELS = 8;
    public static final int STATE_CELLS = 4;

    private static final int EMBEDDING = 16;
    private static final GeneratorConfig GENERATOR =
            new GeneratorConfig(STYLE_WIDTH, 0, List.of(12, 12, 8, 8), new GeneratorConfig.Size(4, 4), true);
    private static final PyramidConfig PYRAMID =
            new PyramidConfig(FRAME_PIXELS, STYLE_WIDTH, List.of(8, 8, 8, 12), List.of(2, 3, 3), 256);
    private static final VidStyleOdeConfig ODE = new VidStyleOdeConfig(
            new DynamicsConfig(PIXELS, PIXELS, 8, 3, STATE_CHANNELS, 8, EMBEDDING),
            new ModulationConfig(EMBEDDING, 2, 1, 1, 1, STATE_CELLS * STATE_CELLS, EMBEDDING),
            List.of(MapperGroup.of(2, 2, EMBEDDING), MapperGroup.of(3, 2, EMBEDDING), MapperGroup.of(3, 2, EMBEDDING)),
            STYLE_WIDTH,
            20,
            0.5);

    private static final int MERGES = 40;
    private static final ClipConfig.Tower TOWER = new ClipConfig.Tower(16, 1, 1);
    private static final ClipConfig CLIP = new ClipConfig(
            EMBEDDING, new ClipConfig.Vision(TOWER, 32, 16), new ClipConfig.Text(TOWER, 77, 514 + MERGES));

    /** The generator scales its weights by their number; they are of unit variance. */
    private static final double UNIT = Math.sqrt(3);

    private static final double SMALL = 0.3;

    private TinyBundle() {}

    /** Writes version 1 of a bundle whose weights follow from {@code seed}; a {@code scale} of 1 makes a model that works. */
    public static void write(Path folder, String name, long seed, double scale) {
        write(folder, new BundleId(name, "1"), seed, scale);
    }

    /** Names a bundle. */
    public record BundleId(String name, String version) {}

    /** As above, for any version. */
    public static void write(Path folder, BundleId bundle, long seed, double scale) {
        Random random = new Random(seed);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Files.createDirectories(folder);
            save(
                    manager,
                    folder.resolve("generator.safetensors"),
                    random,
                    UNIT * scale,
                    w -> new Generator(GENERATOR, w));
            save(
                    manager,
                    folder.resolve("inversion.safetensors"),
                    random,
                    SMALL * scale,
                    w -> new PyramidEncoder(w, PYRAMID));
            save(manager, folder.resolve("motion.safetensors"), random, SMALL * scale, w -> new VidStyleOde(w, ODE));
            save(manager, folder.resolve("clip.safetensors"), random, SMALL * scale, w -> new Clip(CLIP, w));
            Files.write(folder.resolve("vocabulary.txt"), merges());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<NetworkRole, NetworkEntry> networks = new EnumMap<>(NetworkRole.class);
        networks.put(NetworkRole.GENERATOR, NetworkEntry.of(folder, "generator.safetensors", "stylegan2", Map.of()));
        networks.put(NetworkRole.INVERSION, NetworkEntry.of(folder, "inversion.safetensors", "pyramid", PYRAMID));
        networks.put(NetworkRole.VIDSTYLEODE, NetworkEntry.of(folder, "motion.safetensors", "vidstyleode", ODE));
        ClipParameters clip = new ClipParameters(true, BundleFile.of(folder, "vocabulary.txt"));
        networks.put(NetworkRole.CLIP, NetworkEntry.of(folder, "clip.safetensors", "clip", clip));
        new BundleManifest(
                        bundle.name(),
                        bundle.version(),
                        "Apache-2.0",
                        Alignment.NONE,
                        new FrameSize(FRAME_PIXELS, FRAME_PIXELS),
                        networks)
                .write(folder);
    }

    /** Puts a bundle's files where workers look for them. */
    public static ModelRef push(Path folder, ObjectStore store) {
        return new ModelPush(store, line -> {}).push(folder);
    }

    private static void save(NDManager manager, Path file, Random random, double spread, Consumer<Weights> network)
            throws IOException {
        Weights weights = Weights.grown(manager, (name, shape, type, trained) -> {
            if (name.endsWith("Blur.kernel")) {
                return manager.ones(shape, type);
            }
            double[] values = random.doubles(shape.size(), -spread, spread).toArray();
            return manager.create(values, shape).toType(type, false);
        });
        network.accept(weights);
        Safetensors.write(file, weights.given(), Map.of());
    }

    /** A heading and merges; which ones does not matter. */
    private static List<String> merges() {
        return Stream.concat(
                        Stream.of("merges"),
                        IntStream.range(0, MERGES).mapToObj(i -> (char) ('a' + i / 10) + " " + (char) ('k' + i % 10)))
                .toList();
    }
}
