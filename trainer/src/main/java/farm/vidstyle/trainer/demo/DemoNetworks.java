package farm.vidstyle.trainer.demo;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.pyramid.PyramidConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import java.util.List;

/**
 * Sizes of the demo model's networks.
 *
 * @param resolution of frames
 * @param codeWidth of one W+ code in stage 1
 * @param components K, principal directions that {@link CodeBasis} adds twice, for both signs
 * @param groups how many W+ layers are coarse, medium and fine; only coarse and medium ones move
 * @param stateChannels of the ODE
 */
record DemoNetworks(int resolution, int codeWidth, int components, List<Integer> groups, int stateChannels) {

    /** E, of CLIP's features and all tokens. */
    static final int EMBEDDING = 64;

    /** Frames of a window, which lasts from 0 to 1 in the model's unit of time: one or two periods of a head's motion. */
    static final int VIDEO_LENGTH = 100;

    private static final List<Integer> GENERATOR_CHANNELS = List.of(96, 96, 80, 48, 16, 12);
    private static final List<Integer> ENCODER_WIDTHS = List.of(32, 64, 112, 176, 256);
    private static final int MAPPER_MODULES = 2;
    private static final int FRAME_CHANNELS = 12;

    DemoNetworks {
        groups = List.copyOf(groups);
        int layers = groups.stream().mapToInt(Integer::intValue).sum();
        if (layers != 2 * doublings(resolution) + 2) {
            throw new IllegalArgumentException("groups " + groups + " have " + layers + " layers; a generator of "
                    + resolution + " pixels has " + (2 * doublings(resolution) + 2));
        }
    }

    /** The shipped model. */
    static DemoNetworks shipped() {
        return new DemoNetworks(64, 64, 48, List.of(4, 5, 1), 48);
    }

    /** The same with codes so narrow that hardly anything fits in. */
    static DemoNetworks small() {
        return new DemoNetworks(64, 16, 8, List.of(4, 5, 1), 48);
    }

    /** S of the finished model: the codes themselves, then each component forwards and backwards. */
    int styleWidth() {
        return codeWidth + 2 * components;
    }

    int layers() {
        return groups.stream().mapToInt(Integer::intValue).sum();
    }

    /** A generator whose picture is halved {@code halvings} times. */
    GeneratorConfig generator(int styleWidth, int halvings) {
        List<Integer> channels = GENERATOR_CHANNELS.subList(0, doublings(resolution) + 1 - halvings);
        return new GeneratorConfig(styleWidth, 0, channels, new GeneratorConfig.Size(4, 4), false);
    }

    PyramidConfig encoder(int styleWidth) {
        int levels = doublings(resolution);
        List<Integer> widths = ENCODER_WIDTHS.subList(ENCODER_WIDTHS.size() - levels, ENCODER_WIDTHS.size());
        int third = layers() / 3;
        return new PyramidConfig(resolution, styleWidth, widths, List.of(third, third, layers() - 2 * third), 1024);
    }

    DynamicsConfig dynamics() {
        int halvings =
                doublings(resolution); // down to a state of 4 x 4, each of whose places sees nearly all of a frame
        return new DynamicsConfig(
                resolution, resolution, FRAME_CHANNELS, halvings, stateChannels, stateChannels, EMBEDDING);
    }

    ModulationConfig modulation() {
        int cells = dynamics().stateHeight() * dynamics().stateWidth();
        return new ModulationConfig(EMBEDDING, 4, 2, 1, 1, cells, EMBEDDING);
    }

    List<MapperGroup> mapper() {
        return groups.stream()
                .map(layers -> MapperGroup.of(layers, MAPPER_MODULES, EMBEDDING))
                .toList();
    }

    /** The mapper's changes are added as they are: codes have unit deviation. */
    VidStyleOdeConfig vidStyleOde() {
        return new VidStyleOdeConfig(dynamics(), modulation(), mapper(), styleWidth(), VIDEO_LENGTH, 1);
    }

    /** From the constant's 4 pixels to the resolution. */
    private static int doublings(int resolution) {
        return Integer.numberOfTrailingZeros(resolution / 4);
    }
}
