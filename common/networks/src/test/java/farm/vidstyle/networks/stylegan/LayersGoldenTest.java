package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersGoldenTest {
    private static final double TOLERANCE = 1e-5;

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

    @ParameterizedTest
    @CsvSource({
        "upsample2, 1331, 2, 1, 2, 1, 4",
        "downsample2, 1331, 1, 2, 1, 1, 1",
        "blur_pad2_1, 1331, 1, 1, 2, 1, 1",
        "blur_pad1_1_up, 1331, 1, 1, 1, 1, 4",
        "asym_up3_down2_pad_2_1, asym, 3, 2, 2, 1, 1",
        "asym_up1_down1_pad_m1_2, asym, 1, 1, -1, 2, 1"
    })
    void filtersEqualTheReference(String name, String kernel, int up, int down, int before, int after, float gain) {
        NDArray taps = array("fir_kernel_" + kernel).mul(gain);

        NDArray y = Generator.SCRIPT.call("fir", array("fir_x"), taps, up, down, new int[] {before, after});

        golden.check("fir_" + name, y, TOLERANCE);
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
