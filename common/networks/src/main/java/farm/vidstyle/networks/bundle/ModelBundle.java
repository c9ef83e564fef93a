package farm.vidstyle.networks.bundle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.batch.PaddedBatches;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model, opened: its networks with their weights, which live until it is closed. May be shared by threads.
 *
 * <p>{@link #invert} and {@link #generate} work in batches of a size that depends on the model alone, so that a frame's
 * codes and pixels do not depend on what is computed with it.
 */
public final class ModelBundle implements AutoCloseable {

    private final NDManager model;
    private final BundleManifest manifest;
    private final String digest;
    private final Generator generator;
    private final InversionEncoder inversion;
    private final VidStyleOde vidStyleOde;
    private final StyleEncoder clip;
    private final PaddedBatches inverting;
    private final PaddedBatches generating;

    private ModelBundle(NDManager model, Path folder) {
        this.model = model;
        manifest = BundleManifest.read(folder);
        digest = BundleManifest.digest(folder);
        manifest.verifyFiles(folder);
        BundleLoader loader = new BundleLoader(model, folder, manifest);
        Optional<Generator> generators = loader.load(NetworkRole.GENERATOR, NetworkKinds.GENERATORS);
        Optional<InversionEncoder> inversions = loader.load(NetworkRole.INVERSION, NetworkKinds.INVERSIONS);
        Optional<VidStyleOde> motions = loader.load(NetworkRole.VIDSTYLEODE, NetworkKinds.MOTIONS);
        Optional<StyleEncoder> clips = loader.load(NetworkRole.CLIP, NetworkKinds.CLIPS);
        if (generators.isPresent() && motions.isPresent()) {
            requireSameCodes(loader, generators.get().config(), motions.get().config());
        }
        if (clips.isPresent() && motions.isPresent()) {
            requireSameStyles(loader, clips.get(), motions.get().config());
        }
        loader.report();
        generator = generators.orElseThrow();
        inversion = inversions.orElseThrow();
        vidStyleOde = motions.orElseThrow();
        clip = clips.orElseThrow();
        inverting = batches(manifest.frameSize());
        generating = batches(imageSize());
    }

    /** Opens the bundle in a folder; its files must not change while it is open. */
    public static ModelBundle open(Path folder) {
        NDManager model = NDManager.newBaseManager("PyTorch");
        try {
            ModelBundle bundle = new ModelBundle(model, folder);
            model.cap(); // a result that slips into the model's manager would live as long as the model
            return bundle;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** One value for the whole model, by which results are keyed: see {@link BundleManifest#digest}. */
    public String digest() {
        return digest;
    }

    /** Size of the images that the generator paints. */
    public FrameSize imageSize() {
        GeneratorConfig.Size size = generator.config().size();
        return new FrameSize(size.height(), size.width());
    }

    /** A manager for one request, on the model's device; the caller closes it. */
    public NDManager newManager() {
        return NDManager.newBaseManager(model.getDevice(), "PyTorch");
    }

    public Generator generator() {
        return generator;
    }

    public VidStyleOde vidStyleOde() {
        return vidStyleOde;
    }

    public StyleEncoder clip() {
        return clip;
    }

    /** Aligned frames [N, 3, H, W] in [-1, 1] to codes [N, L, S]. */
    public NDArray invert(NDArray frames) {
        return Gradients.off(() -> inverting.map(new NDList(frames), batch -> inversion.invert(batch.head())));
    }

    /** Codes [N, L, S] to images [N, 3, H, W], nominally in [-1, 1]. */
    public NDArray generate(NDArray wPlus) {
        return Gradients.off(() -> generating.map(new NDList(wPlus), batch -> generator.synthesize(batch.head())));
    }

    @Override
    public void close() {
        model.close();
    }

    private static PaddedBatches batches(FrameSize size) {
        return PaddedBatches.ofPictures(size.height(), size.width());
    }

    private static void requireSameCodes(BundleLoader loader, GeneratorConfig painting, VidStyleOdeConfig moving) {
        loader.require(
                painting.styleLayers() == moving.styleLayers() && painting.styleDim() == moving.styleWidth(),
                "the generator takes " + painting.styleLayers() + " codes of width " + painting.styleDim()
                        + ", vidstyleode makes " + moving.styleLayers() + " of width " + moving.styleWidth()
                        + "; expected the same");
    }

    private static void requireSameStyles(BundleLoader loader, StyleEncoder seeing, VidStyleOdeConfig moving) {
        int features = seeing.clip().config().embedding();
        int style = moving.modulation().embedding();
        loader.require(
                features == style,
                "clip makes features of width " + features + ", vidstyleode takes styles of width " + style
                        + "; expected the same");
    }
}
