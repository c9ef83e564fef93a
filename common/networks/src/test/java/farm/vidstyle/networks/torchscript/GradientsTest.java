package farm.vidstyle.networks.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTest {

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aFactorIsStillThereOnTheWayBack() throws InterruptedException {
        NDArray x = manager.ones(new Shape(2));
        x.setRequiresGradient(true);
        NDArray sum = Gradients.on(() -> Gradients.times(x, 0.5).sum());

        overwriteFreedMemory();
        Gradients.backward(sum, 3);

        assertThat(x.getGradient().toFloatArray()).containsExactly(1.5f, 1.5f);
    }

    /** Lets the collector free buffers that nobody holds, and fills their place with what is no number. */
    private static void overwriteFreedMemory() throws InterruptedException {
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            System.gc();
            Thread.sleep(20); // the collector's helper frees them in its own time, of which nothing tells
            for (int k = 0; k < 2_000; k++) {
                others.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(Float.NaN));
            }
        }
        assertThat(others).isNotEmpty(); // and keeps them until here
    }
}
