package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.stylegan.GeneratorConfig.Size;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fastest that the machine computes any of the network's large 3x3 convolutions, channels last, warm and alone. */
final class ConvolutionPeak implements Contestant {
    static final String FLOAT32 = "float32";
    static final String BFLOAT16 = "bfloat16";

    private static final TorchScript SCRIPT = TorchScript.load(ConvolutionPeak.class, "peak.torchscript");
    private static final Map<String, Integer> TYPES = Map.of(FLOAT32, 6, BFLOAT16, 15);
    private static final int SHAPES = 5;
    private static final int RUNS = 2;

    private final List<Convolution> convolutions = new ArrayList<>();

    /** Features and kernel live outside DJL's types, which know no bfloat16: they are only ever handed on. */
    private record Convolution(String type, NDArray x, NDArray kernel, double flops) {}

    ConvolutionPeak(DecoderPlan plan, NDManager manager) {
        GeneratorConfig config = plan.generator();
        int blocks = config.channels().size();
        for (int block = Math.max(0, blocks - SHAPES); block < blocks; block++) {
            Size size = FrameWork.size(config, block);
            int channels = config.channels().get(block);
            try (NDManager scope = manager.newSubManager()) {
                Shape shape = new Shape(1, channels, size.height(), size.width());
                NDArray x = SyntheticWeights.draw(scope, block, shape, 1);
                NDArray kernel = SyntheticWeights.draw(scope, block, new Shape(channels, channels, 3, 3), 0.1);
                TYPES.forEach((name, type) -> convolutions.add(new Convolution(
                        name,
                        scope.ret(SCRIPT.call("prepare", x, type)),
                        scope.ret(SCRIPT.call("prepare", kernel, type)),
                        FrameWork.convolution(size, channels, channels, 3))));
            }
        }
    }

    /** Gflop/s by type. */
    @Override
    public Map<String, Double> measure() {
        Map<String, Double> best = new LinkedHashMap<>();
        for (Convolution convolution : convolutions) {
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                SCRIPT.call("convolve", convolution.x(), convolution.kernel()).close();
                double nanoseconds = System.nanoTime() - start;
                best.merge(convolution.type(), convolution.flops() / nanoseconds, Math::max);
            }
        }
        return best;
    }
}
