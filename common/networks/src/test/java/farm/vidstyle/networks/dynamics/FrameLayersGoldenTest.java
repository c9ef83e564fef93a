package farm.vidstyle.networks.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The single operations that the frame encoder is made of. */
class FrameLayersGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("01b_layers");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void activationsEqualTheReference() {
        NDArray y = GradientNet.SCRIPT.call("activated", array("fir_x"), array("flrelu_bias"));

        golden.check("flrelu_out", y, TOLERANCE);
    }

    @Test
    void edgesArePaddedAndDroppedAsInTheReference() {
        NDArray x = array("fir_x");

        golden.check("fir_blur_k1_reflect_1_0", GradientNet.SCRIPT.call("reflected", x, 1, 0), 0);
        golden.check("fir_blur_k1_pad_0_m1", GradientNet.SCRIPT.call("cropped", x), 0);
    }

    @Test
    void theHalvesOfAResidualBlockEqualTheReference() {
        Checkpoint checkpoint = Checkpoint.open(golden.file("resblock.pt"));
        NDList weights = new NDList();
        for (String name : new String[] {
            "conv1.Conv.weight", "conv1.Act.bias", "conv2.Conv.weight", "conv2.Act.bias", "skip.Conv.weight"
        }) {
            weights.add(checkpoint.tensor(name).toArray(request));
        }
        NDArray x = array("resblock_x");

        Gradients.off(() -> {
            golden.check("resblock_c1", GradientNet.SCRIPT.call("kept", x, weights), TOLERANCE);
            golden.check("resblock_skip", GradientNet.SCRIPT.call("skipped", x, weights), TOLERANCE);
            golden.check("resblock_out", GradientNet.SCRIPT.call("down_block", x, weights), TOLERANCE);
            return x;
        });
    }

    private NDArray array(String name) {
        return golden.array(request, name);
    }
}
