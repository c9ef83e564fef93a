package farm.vidstyle.networks.vidstyleode;

import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import java.util.List;

/**
 * Sizes of the whole model.
 *
 * @param mapper groups of style layers: coarse, medium, fine
 * @param styleWidth S
 * @param videoLength frames that make one unit of the model's time
 * @param deltaScale by which the mapper's change is scaled before it is added
 */
public record VidStyleOdeConfig(
        DynamicsConfig dynamics,
        ModulationConfig modulation,
        List<MapperGroup> mapper,
        int styleWidth,
        int videoLength,
        double deltaScale) {

    public VidStyleOdeConfig {
        mapper = List.copyOf(mapper);
        int cells = dynamics.stateHeight() * dynamics.stateWidth();
        if (modulation.dynamicsTokens() != cells) {
            throw new IllegalArgumentException("the modulation has positions for " + modulation.dynamicsTokens()
                    + " dynamics tokens; expected one for each of the state's " + cells + " cells");
        }
        if (modulation.embedding() != dynamics.tokenChannels()) {
            throw new IllegalArgumentException("the modulation's embedding is " + modulation.embedding() + "; expected "
                    + dynamics.tokenChannels() + ", the width of the dynamics tokens");
        }
        if (modulation.styleTokens() != 1) {
            throw new IllegalArgumentException(
                    "the modulation has " + modulation.styleTokens() + " style tokens; the model gives it 1");
        }
        if (styleWidth < 1 || videoLength < 1 || !(deltaScale > 0)) {
            throw new IllegalArgumentException("style width is " + styleWidth + ", video length " + videoLength
                    + ", delta scale " + deltaScale + "; expected positive numbers");
        }
    }

    /** L, the style layers that the mapper covers. */
    public int styleLayers() {
        return mapper.stream().mapToInt(MapperGroup::layers).sum();
    }
}
