package farm.vidstyle.networks.imports;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleFile;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.ClipParameters;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.bundle.NetworkRole;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.imports.ImportRequest.Identity;
import farm.vidstyle.networks.psp.PspConfig;
import farm.vidstyle.networks.psp.PspEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes one bundle: network by network, so that no more than one of them is in memory, then opens the whole as a worker would. */
public final class BundleImport {
    private final ImportRequest request;
    private final TrainingConfig config;
    private final Origin.Finder origins;
    private final BundleFolder folder;
    private final Consumer<String> progress;

    private BundleImport(ImportRequest request, BundleFolder folder, Consumer<String> progress) {
        this.request = request;
        this.config = TrainingConfig.read(request.config());
        this.origins = new Origin.Finder(request.sources());
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Writes the bundle into {@code out}, which must not exist or be empty; it appears there whole or not at all.
     *
     * @param progress is told what was found, in sentences
     */
    public static BundleManifest run(ImportRequest request, Path out, Consumer<String> progress) {
        try (BundleFolder folder = BundleFolder.beside(out, request.link())) {
            BundleManifest manifest = new BundleImport(request, folder, progress).write();
            progress.accept("opening the bundle …");
            ModelBundle.open(folder.path()).close();
            folder.moveTo(out);
            return manifest;
        } catch (IOException e) {
            throw new ImportException("cannot write the bundle " + out + ": " + e, e);
        } catch (CheckpointException | BundleException e) {
            throw new ImportException(e.getMessage(), e);
        }
    }

    private BundleManifest write() throws IOException {
        requireSources();
        GeneratorConfig generator = converted(NetworkRole.GENERATOR, origins.generator(), this::generator);
        converted(NetworkRole.INVERSION, origins.inversion(), model -> inversion(model, generator));
        converted(NetworkRole.VIDSTYLEODE, origins.vidStyleOde(), model -> vidStyleOde(model, generator));
        converted(NetworkRole.CLIP, origins.clip(), this::clip);
        reportLeftOvers();
        Identity identity = request.identity();
        BundleManifest manifest = new BundleManifest(
                identity.name(),
                identity.version(),
                identity.licence(),
                identity.alignment(),
                config.frameSize(),
                folder.entries());
        manifest.write(folder.path());
        return manifest;
    }

    /** What is missing altogether is said before anything is computed. */
    private void requireSources() {
        origins.vidStyleOde();
        origins.generator();
        origins.inversion();
        origins.clip();
        if (!Files.isRegularFile(request.sources().vocabulary())) {
            throw new ImportException("no file '" + request.sources().vocabulary()
                    + "' for --vocabulary; expected CLIP's merges, such as bpe_simple_vocab_16e6.txt.gz");
        }
    }

    private <T> T converted(NetworkRole role, Origin origin, Function<NDManager, T> network) {
        progress.accept(role.key() + ": reading " + origin.name() + " …");
        try (NDManager model = NDManager.newBaseManager("PyTorch")) {
            return network.apply(model);
        } catch (CheckpointException | IllegalArgumentException e) {
            throw new ImportException(role.key() + " from " + origin.file() + ": " + e.getMessage(), e);
        }
    }

    private GeneratorConfig generator(NDManager model) {
        Origin origin = origins.generator();
        Weights weights = Generator.rosinality(origin.weights(model));
        GeneratorConfig found = GeneratorConfig.of(weights);
        new Generator(found, weights);
        weights.verify();
        progress.accept("generator: pictures of " + found.size().height() + "x"
                + found.size().width() + ", " + found.styleLayers() + " styles of width " + found.styleDim());
        folder.add(NetworkRole.GENERATOR, "stylegan2", origin, weights.given(), Map.of());
        return found;
    }

    private PspConfig inversion(NDManager model, GeneratorConfig generator) {
        Origin origin = origins.inversion();
        Weights weights = PspEncoder.weights(model, origin.checkpoint());
        PspConfig found = PspConfig.of(weights);
        new PspEncoder(found, weights, PspEncoder.meanCode(model, origin.checkpoint()));
        weights.verify();
        requireFits(found, generator);
        Map<String, NDArray> arrays = new LinkedHashMap<>(weights.given());
        if (origin.checkpoint().find(PspEncoder.MEAN_CODE).isPresent()) {
            StoredTensor mean = origin.checkpoint().tensor(PspEncoder.MEAN_CODE);
            requireMeanCode(mean, found);
            arrays.put(PspEncoder.MEAN_CODE, mean.toArray(model));
        } else {
            progress.accept("inversion: no " + PspEncoder.MEAN_CODE + "; its codes are taken as they are");
        }
        progress.accept("inversion: pictures of " + found.inputSize() + "x" + found.inputSize());
        Origin file = new Origin(origin.file(), origin.checkpoint(), origin.path(), "");
        folder.add(NetworkRole.INVERSION, "psp", file, arrays, Map.of());
        return found;
    }

    private void requireFits(PspConfig found, GeneratorConfig generator) {
        if (found.styles() != generator.styleLayers() || found.styleDim() != generator.styleDim()) {
            throw new IllegalArgumentException("it gives " + found.styles() + " codes of width " + found.styleDim()
                    + ", the generator takes " + generator.styleLayers() + " of width " + generator.styleDim()
                    + "; expected the encoder that was trained for this generator");
        }
        FrameSize frames = config.frameSize();
        if (Math.max(frames.height(), frames.width()) > found.inputSize()) {
            throw new IllegalArgumentException("it takes pictures of up to " + found.inputSize()
                    + " pixels, but frames of " + config.file() + " have " + frames.height() + "x" + frames.width());
        }
    }

    private static void requireMeanCode(StoredTensor mean, PspConfig found) {
        Shape shape = mean.shape();
        if (!shape.equals(new Shape(found.styles(), found.styleDim())) && !shape.equals(new Shape(found.styleDim()))) {
            throw new IllegalArgumentException(PspEncoder.MEAN_CODE + " has shape " + shape + "; expected ("
                    + found.styles() + ", " + found.styleDim() + ") or (" + found.styleDim() + ")");
        }
    }

    private VidStyleOdeConfig vidStyleOde(NDManager model, GeneratorConfig generator) {
        Origin origin = origins.vidStyleOde();
        Weights weights = origin.weights(model);
        VidStyleOdeConfig found = Architecture.of(config, origin.file().toString(), weights, generator);
        new VidStyleOde(weights, found);
        VidStyleOde.verify(weights);
        progress.accept("vidstyleode: a state of " + found.dynamics().stateChannels() + "x"
                + found.dynamics().stateHeight() + "x" + found.dynamics().stateWidth() + ", windows of "
                + found.videoLength() + " frames");
        Map<String, NDArray> arrays = weights.given();
        folder.add(NetworkRole.VIDSTYLEODE, "vidstyleode", origin, arrays, found);
        return found;
    }

    private ClipConfig clip(NDManager model) {
        Origin origin = origins.clip();
        Weights weights = Clip.openAi(origin.weights(model));
        ClipConfig found = ClipConfig.of(weights);
        new Clip(found, weights);
        weights.verify();
        BundleFile vocabulary = folder.addVocabulary(vocabulary(found));
        progress.accept("clip: pictures of " + found.vision().size() + " in patches of "
                + found.vision().patch() + ", features of width " + found.embedding());
        ClipParameters parameters = new ClipParameters(request.antialias(), vocabulary);
        folder.add(NetworkRole.CLIP, "clip", origin, weights.given(), parameters);
        return found;
    }

    /** The vocabulary's file, after it was read as a worker reads it. */
    private Path vocabulary(ClipConfig clip) {
        Path file = request.sources().vocabulary();
        try {
            Tokenizer.open(file, clip.text());
            return file;
        } catch (IOException e) {
            throw new ImportException("--vocabulary: " + e.getMessage(), e);
        }
    }

    /** Strict loading covers the names below each network's prefix; what lies elsewhere is said, since it could be misnamed. */
    private void reportLeftOvers() {
        Origin origin = origins.vidStyleOde();
        Map<String, Integer> left = new TreeMap<>();
        for (String name : origin.checkpoint()
                .tensors(origin.path().toArray(String[]::new))
                .keySet()) {
            String top = name.substring(0, Math.max(0, name.indexOf('.') + 1));
            if (!Origin.USED.contains(top)) {
                left.merge(top.isEmpty() ? name : top, 1, Integer::sum);
            }
        }
        left.forEach((prefix, names) -> progress.accept(
                "not taken from " + origin.file() + ": " + prefix + " (" + names + " names), no part of the product"));
    }
}
