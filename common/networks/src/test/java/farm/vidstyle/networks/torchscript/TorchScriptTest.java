package farm.vidstyle.networks.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

    private static final TorchScript SAMPLE = TorchScript.load(TorchScriptTest.class, "sample.torchscript");

    private final NDManager request = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void transposedConvolutionSpreadsEachSampleOverTheKernel() {
        NDArray x = request.create(new float[] {1, 2}, new Shape(1, 1, 1, 2));
        NDArray weight = request.create(new float[] {1, 10, 100, 1000}, new Shape(1, 1, 2, 2));

        NDArray y = SAMPLE.call("transposed", x, weight, 2);

        assertThat(y.toFloatArray()).containsExactly(1, 10, 2, 20, 100, 1000, 200, 2000);
    }

    @Test
    void bicubicResizingDoesNotAntialias() {
        float[] ramp = new float[16];
        for (int i = 0; i < 16; i++) {
            ramp[i] = i % 2; // alternates, so that an antialiasing filter would give 0.5 everywhere
        }

        NDArray y = SAMPLE.call("bicubic", request.create(ramp, new Shape(1, 1, 1, 16)), new int[] {1, 5});

        assertThat(y.toFloatArray()[2]).isCloseTo(0.5f, within(1e-6f));
        assertThat(y.toFloatArray()[0]).isCloseTo(0.972f, within(1e-6f)); // a = -0.75 at 1.1 of 0, 1, 0, 1
    }

    @Test
    void everyKindOfArgumentArrives() {
        NDArray x = request.create(new double[] {2, 3});
        NDList terms = new NDList(request.create(new double[] {1, 1}), request.create(new double[] {0, 10}));

        NDArray y = SAMPLE.call("affine", x, terms, new double[] {0.1, 0.5}, true, 2.0);

        assertThat(y.toDoubleArray()).containsExactly(-4.1, -14.1);
    }

    @Test
    void methodsReturnTuplesAndListsAndCallEachOther() {
        NDArray x = request.create(new float[] {1, 2, 3, 4});

        NDList halves = SAMPLE.callForList("halves", x);
        NDList ends = SAMPLE.callForList("halvesTwice", x);

        assertThat(halves.get(1).toFloatArray()).containsExactly(3, 4);
        assertThat(ends.stream().map(NDArray::getFloat)).containsExactly(1f, 4f);
    }

    @Test
    void gradientsPassThroughAndCanBeSwitchedOff() {
        NDArray x = request.create(new float[] {1, 2}, new Shape(1, 1, 1, 2));
        NDArray weight = request.create(new float[] {1, 10, 100, 1000}, new Shape(1, 1, 2, 2));
        x.setRequiresGradient(true);

        NDArray free = Gradients.off(() -> SAMPLE.call("transposed", x, weight, 2));
        Gradients.backward(
                Gradients.on(() -> SAMPLE.call("transposed", x, weight, 2).sum()));

        assertThat(free.hasGradient()).isFalse();
        assertThat(x.getGradient().toFloatArray()).containsExactly(1111, 1111);
    }

    @Test
    void gradientModeIsRestoredAfterAnException() {
        boolean before = JniUtils.isGradMode();

        assertThatThrownBy(() -> Gradients.off(() -> {
                    throw new IllegalStateException("inside");
                }))
                .hasMessage("inside");

        assertThat(JniUtils.isGradMode()).isEqualTo(before);
    }

    @Test
    void resultBelongsToTheFirstArraysManagerAndNothingElseIsLeft() {
        NDArray parameter = request.create(new float[] {1, 10, 100, 1000}, new Shape(1, 1, 2, 2));
        int owned = request.getManagedArrays().size();

        try (NDManager scope = request.newSubManager()) {
            NDArray x = scope.ones(new Shape(1, 1, 2, 2));
            NDArray y = SAMPLE.call("transposed", x, parameter, 2);
            assertThat(y.getManager()).isSameAs(scope);
            assertThat(scope.getManagedArrays()).hasSize(2);
        }

        assertThat(request.getManagedArrays()).hasSize(owned);
    }

    @Test
    void mistakesAreNamed() {
        NDArray x = request.ones(new Shape(2, 2));

        assertThatThrownBy(() -> SAMPLE.call("nothing", x))
                .hasMessageContaining("TorchScriptTest/sample.torchscript.nothing(float32(2, 2)) failed");
        assertThatThrownBy(() -> SAMPLE.call("bicubic", x, "large"))
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("expected NDArray");
        assertThatThrownBy(() -> SAMPLE.call("bicubic", x, 3)).hasMessageContaining("bicubic(float32(2, 2), 3)");
        assertThatThrownBy(() -> SAMPLE.call("halves", x.get(0).get(0))).hasMessageContaining("halves");
        assertThatThrownBy(() -> SAMPLE.call("halves", x)).hasMessageContaining("expected a Tensor");
        assertThatThrownBy(() -> SAMPLE.call("bicubic", 3)).hasMessageContaining("needs an NDArray");
        assertThatThrownBy(() -> TorchScript.load(TorchScriptTest.class, "absent.torchscript"))
                .hasMessageContaining("absent.torchscript");
        assertThatThrownBy(() -> TorchScript.compile("broken", "def f(self, x: Tensor) -> Tensor:\n  return y\n"))
                .hasMessageContaining("broken does not compile");
    }

    @Test
    void resultsAreTheSameInEveryRunAndThread() throws Exception {
        NDArray x = request.randomNormal(new Shape(17, 33));
        NDList weights = new NDList();
        for (int i = 0; i < 5; i++) {
            weights.add(request.randomNormal(new Shape(33, 33)));
        }
        float[] once = SAMPLE.call("stormy", x, weights).toFloatArray();
        ExecutorService pool = Executors.newFixedThreadPool(4);

        try {
            Callable<float[]> work = () -> SAMPLE.call("stormy", x, weights).toFloatArray();
            List<Future<float[]>> again = new ArrayList<>();
            IntStream.range(0, 40).forEach(i -> again.add(pool.submit(work)));
            for (Future<float[]> result : again) {
                assertThat(result.get()).containsExactly(once);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
