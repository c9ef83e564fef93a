package farm.vidstyle.networks.testing;

import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.mapper.MapperGroup;
import farm.vidstyle.networks.modulation.ModulationConfig;
import farm.vidstyle.networks.psp.PspConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import java.util.List;

/** Sizes of all networks of a model, in agreement with each other. */
public record OfficialSizes(
        FrameSize frames, GeneratorConfig generator, PspConfig psp, ClipConfig clip, VidStyleOdeConfig ode) {

    /** Those of the reference's configuration for faces, 1024x1024. */
    public static final OfficialSizes RAVDESS = new OfficialSizes(
            new FrameSize(256, 256),
            new GeneratorConfig(
                    512, 8, List.of(512, 512, 512, 512, 512, 256, 128, 64, 32), new GeneratorConfig.Size(4, 4), true),
            new PspConfig(new PspConfig.Trunk(List.of(64, 64, 128, 256, 512), List.of(3, 4, 14, 3), 16), 18, 512, 256),
            new ClipConfig(
                    512,
                    new ClipConfig.Vision(new ClipConfig.Tower(768, 12, 12), 224, 32),
                    new ClipConfig.Text(new ClipConfig.Tower(512, 12, 8), 77, 49_408)),
            ode(new DynamicsConfig(128, 128, 32, 4, 256, 128, 512), 8, new int[] {8, 6}, 8, 512));

    /** The least that is cut into coarse, medium and fine layers: 128x128, 12 styles. */
    public static final OfficialSizes SMALL = new OfficialSizes(
            new FrameSize(64, 64),
            new GeneratorConfig(16, 2, List.of(16, 16, 12, 8, 8, 8), new GeneratorConfig.Size(4, 4), true),
            new PspConfig(new PspConfig.Trunk(List.of(4, 4, 8, 12, 16), List.of(1, 1, 2, 1), 4), 12, 16, 64),
            new ClipConfig(
                    16,
                    new ClipConfig.Vision(new ClipConfig.Tower(64, 2, 1), 32, 16),
                    new ClipConfig.Text(new ClipConfig.Tower(64, 2, 1), 77, 554)),
            ode(new DynamicsConfig(32, 32, 8, 3, 8, 8, 16), 2, new int[] {2, 1}, 2, 16));

    /** {@code layers}: cross, self. */
    private static VidStyleOdeConfig ode(DynamicsConfig dynamics, int heads, int[] layers, int modules, int width) {
        int tokens = dynamics.stateHeight() * dynamics.stateWidth();
        int condition = dynamics.tokenChannels();
        int fine = width == 512 ? 8 : 2;
        return new VidStyleOdeConfig(
                dynamics,
                new ModulationConfig(condition, heads, layers[0], layers[1], 1, tokens, condition),
                List.of(
                        MapperGroup.of(4, Math.max(1, modules - 1), condition),
                        MapperGroup.of(6, Math.max(1, modules - 3), condition),
                        MapperGroup.of(fine, Math.max(1, modules - 3), condition)),
                width,
                modules == 8 ? 100 : 20,
                0.01);
    }
}
