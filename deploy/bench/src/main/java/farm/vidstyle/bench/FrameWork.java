package farm.vidstyle.bench;

import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;

/** How many floating-point operations a frame takes: those of its convolutions, whose share all but is the whole. */
final class FrameWork {
    private FrameWork() {}

    static double flops(GeneratorConfig config) {
        double sum = convolution(
                        config.constant(),
                        config.channels().get(0),
                        config.channels().get(0),
                        3)
                + convolution(config.constant(), config.channels().get(0), 3, 1);
        for (int block = 1; block < config.channels().size(); block++) {
            int in = config.channels().get(block - 1);
            int out = config.channels().get(block);
            sum += convolution(size(config, block - 1), in, out, 3) // transposed: each input pixel meets each tap once
                    + convolution(size(config, block), out, out, 3)
                    + convolution(size(config, block), out, 3, 1);
        }
        return sum;
    }

    /** Of a convolution over so many pixels: a multiplication and an addition a tap. */
    static double convolution(Size pixels, int in, int out, int side) {
        return 2.0 * pixels.height() * pixels.width() * in * out * side * side;
    }

    static Size size(GeneratorConfig config, int block) {
        return new Size(config.constant().height() << block, config.constant().width() << block);
    }
}
