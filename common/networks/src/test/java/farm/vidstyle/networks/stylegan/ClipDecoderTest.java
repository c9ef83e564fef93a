package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipDecoderTest {
    private static final int FIRST_STILL = 5;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aPictureIsTheSameBitsWhateverNumberIsAskedFor(Precision precision) {
        Golden golden = Golden.folder("01_stylegan2");
        NDArray codes = golden.array(manager, "w");
        ClipDecoder decoder = decoder(golden, codes, precision);

        NDArray all = decoder.decode(codes);

        for (int count = 1; count < codes.getShape().get(0); count++) {
            NDIndex first = new NDIndex(":" + count);
            assertThat(decoder.decode(codes.get(first)).toFloatArray())
                    .containsExactly(all.get(first).toFloatArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_stylegan2", "02_stylegan_human"})
    void bfloat16IsCloseToFloat32(String folder) {
        Golden golden = Golden.folder(folder);
        NDArray codes = golden.array(manager, "w");
        NDArray expected = decoder(golden, codes, Precision.FLOAT32).decode(codes);

        NDArray actual = decoder(golden, codes, Precision.BFLOAT16).decode(codes);

        float range = expected.max().getFloat() - expected.min().getFloat();
        double meanSquare = actual.sub(expected).div(range).square().mean().getFloat();
        assertThat(-10 * Math.log10(meanSquare)).as("PSNR in dB").isBetween(40.0, 90.0);
    }

    private ClipDecoder decoder(Golden golden, NDArray codes, Precision precision) {
        String file = golden.cases(".pt").get(0) + ".pt";
        Generator generator = Gradients.off(() -> Generator.load(manager, Checkpoint.open(golden.file(file))));
        return new ClipDecoder(generator, codes.get("0:1"), FIRST_STILL, precision);
    }
}
