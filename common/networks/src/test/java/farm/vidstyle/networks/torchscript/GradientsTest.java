package farm.vidstyle.networks.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.testing.FreedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTest {

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aFactorIsStillThereOnTheWayBack() {
        NDArray x = manager.ones(new Shape(2));
        x.setRequiresGradient(true);
        NDArray sum = Gradients.on(() -> Gradients.times(x, 0.5).sum());

        FreedMemory.overwrite();
        Gradients.backward(sum, 3);

        assertThat(x.getGradient().toFloatArray()).containsExactly(1.5f, 1.5f);
    }
}
