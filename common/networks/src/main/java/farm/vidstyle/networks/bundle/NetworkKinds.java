package farm.vidstyle.networks.bundle;

import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.psp.PspEncoder;
import farm.vidstyle.networks.pyramid.PyramidConfig;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.networks.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The implementations that a bundle may name, by role; a new one is a line here. */
final class NetworkKinds {

    static final Map<String, Function<NetworkSource, Generator>> GENERATORS =
            Map.of("stylegan2", NetworkKinds::styleGan2);

    static final Map<String, Function<NetworkSource, InversionEncoder>> INVERSIONS =
            Map.of("psp", NetworkKinds::psp, "pyramid", NetworkKinds::pyramid);

    static final Map<String, Function<NetworkSource, VidStyleOde>> MOTIONS =
            Map.of("vidstyleode", NetworkKinds::vidStyleOde);

    static final Map<String, Function<NetworkSource, StyleEncoder>> CLIPS = Map.of("clip", NetworkKinds::clip);

    private NetworkKinds() {}

    private static Generator styleGan2(NetworkSource source) {
        Weights weights = Generator.rosinality(source.weights());
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();
        return generator;
    }

    /** A file of the public implementation as it is; path and prefix are its own. */
    private static InversionEncoder psp(NetworkSource source) {
        return PspEncoder.load(source.model(), source.checkpoint())::invert;
    }

    private static InversionEncoder pyramid(NetworkSource source) {
        Weights weights = source.weights();
        PyramidEncoder encoder = new PyramidEncoder(weights, source.entry().parameters(PyramidConfig.class));
        weights.verify();
        return encoder::encode;
    }

    private static VidStyleOde vidStyleOde(NetworkSource source) {
        Weights weights = source.weights();
        VidStyleOde network = new VidStyleOde(weights, source.entry().parameters(VidStyleOdeConfig.class));
        VidStyleOde.verify(weights);
        return network;
    }

    private static StyleEncoder clip(NetworkSource source) {
        Weights weights = Clip.openAi(source.weights());
        Clip clip = new Clip(ClipConfig.of(weights), weights);
        weights.verify();
        ClipParameters parameters = source.entry().parameters(ClipParameters.class);
        Path vocabulary = source.file(parameters.vocabulary());
        try {
            Tokenizer tokenizer = Tokenizer.open(vocabulary, clip.config().text());
            return new StyleEncoder(clip, tokenizer, parameters.antialias());
        } catch (IOException e) {
            throw new BundleException("cannot read the vocabulary: " + e.getMessage(), e);
        }
    }
}
