package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private static final Pattern SETTING = Pattern.compile("fir_(\\w+)_up(\\d+)_down(\\d+)_pad_(m?\\d+)_(m?\\d+)");

    private final Golden golden = Golden.folder("01b_layers");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"plain, 0, 1", "up, 1, 4", "down, -1, 1"})
    void modulatedConvolutionsEqualTheReference(String kind, int sampling, float gain) {
        String name = "modconv_" + kind;
        checkStyle(name);
        NDArray weight = array(name + "_weight");
        NDList style = new NDList(array(name + "_mod_weight"), array(name + "_mod_bias"));
        NDList folded = Generator.SCRIPT.callForList(
                "fold", weight, manager.zeros(weight.getShape().slice(1, 2)), new NDList());
        NDList blur = new NDList(array("fir_kernel_1331").mul(gain));

        NDArray y = Generator.SCRIPT.call(
                "modulated", array("modconv_latent"), array("modconv_x"), style, folded, blur, sampling);

        golden.check(name + "_out", y, TOLERANCE);
    }

    @Test
    void colourLayersEqualTheReference() {
        checkStyle("modconv_torgb");
        NDArray weight = array("modconv_torgb_weight");
        NDList style = new NDList(array("modconv_torgb_mod_weight"), array("modconv_torgb_mod_bias"));
        NDArray bias = manager.zeros(weight.getShape().slice(1, 2));
        NDArray codes = array("modconv_latent").expandDims(1);

        NDArray y = Generator.SCRIPT.call(
                "toRgb",
                codes,
                array("modconv_x"),
                style,
                weight,
                bias.reshape(1, -1, 1, 1),
                new NDList(),
                new NDList(),
                0);

        golden.check("modconv_torgb_out", y, TOLERANCE);
    }

    private void checkStyle(String name) {
        NDArray style = Generator.SCRIPT.call(
                "linear", array("modconv_latent"), array(name + "_mod_weight"), array(name + "_mod_bias"), 1.0);
        Shape shape = style.getShape();

        golden.check(name + "_style", style.reshape(shape.get(0), 1, shape.get(1), 1, 1), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "upsample2, 1331, 2, 1, 2, 1, 4",
        "downsample2, 1331, 1, 2, 1, 1, 1",
        "blur_pad2_1, 1331, 1, 1, 2, 1, 1",
        "blur_pad1_1_up, 1331, 1, 1, 1, 1, 4"
    })
    void filtersEqualTheReference(String name, String kernel, int up, int down, int before, int after, float gain) {
        NDArray taps = array("fir_kernel_" + kernel).mul(gain);

        NDArray y = Generator.SCRIPT.call("fir", array("fir_x"), taps, up, down, new int[] {before, after});

        golden.check("fir_" + name, y, TOLERANCE);
    }

    @Test
    void filtersWithAnyKernelAndPaddingEqualTheReference() {
        for (String name : golden.names(".npy")) {
            Matcher setting = SETTING.matcher(name);
            if (setting.matches()) {
                int up = Integer.parseInt(setting.group(2));
                int down = Integer.parseInt(setting.group(3));
                int[] padding = {signed(setting.group(4)), signed(setting.group(5))};
                NDArray taps = array("fir_kernel_" + setting.group(1));
                golden.check(name, Generator.SCRIPT.call("fir", array("fir_x"), taps, up, down, padding), TOLERANCE);
            }
        }
    }

    /** In file names, m1 is -1. */
    private static int signed(String number) {
        return Integer.parseInt(number.replace('m', '-'));
    }

    @Test
    void linearLayersEqualTheReference() {
        NDArray x = array("lin_x");

        golden.check(
                "lin_out", Generator.SCRIPT.call("linear", x, array("lin_weight"), array("lin_bias"), 1.0), TOLERANCE);
        golden.check(
                "lin_act001_out",
                Generator.SCRIPT.call("activatedLinear", x, array("lin_act001_weight"), array("lin_act001_bias"), 0.01),
                TOLERANCE);
        golden.check("pixelnorm_out", Generator.SCRIPT.call("pixelNorm", x), TOLERANCE);
    }

    private NDArray array(String name) {
        return golden.array(manager, name);
    }
}
