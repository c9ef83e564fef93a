package farm.vidstyle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.stylegan.Precision;
import farm.vidstyle.networks.torchscript.Gradients;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceDecoderTest {
    private final DecoderPlan plan = new DecoderPlan(64, 24, Duration.ZERO);
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final NDArray still = DecoderContestant.still(plan, manager);
    private final NDArray codes = DecoderContestant.codes(plan, still, 3);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void productAndReferencePaintTheSamePictures() {
        NDArray expected =
                Gradients.off(() -> new ReferenceDecoder(plan.generator(), SyntheticWeights.in(manager)).decode(codes));

        NDArray actual = ProductDecoder.of(plan, still, Precision.FLOAT32).decode(codes);

        float scale = expected.abs().max().getFloat();
        assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-5f * scale);
        assertThat(expected.get(0).sub(expected.get(1)).abs().max().getFloat())
                .as("frames differ")
                .isGreaterThan(0.01f * scale);
    }

    @Test
    void aFullSizedFrameTakesTheWorkOfItsConvolutions() {
        DecoderPlan full = new DecoderPlan(DecoderPlan.FULL_SIZE, DecoderPlan.FULL_WIDTH, Duration.ZERO);

        assertThat(full.generator().channels()).containsExactly(512, 512, 512, 512, 512, 256, 128, 64, 32);
        assertThat(full.firstStill()).isEqualTo(10);
        assertThat(FrameWork.flops(full.generator()) / 1e9).isBetween(148.0, 149.0);
    }
}
