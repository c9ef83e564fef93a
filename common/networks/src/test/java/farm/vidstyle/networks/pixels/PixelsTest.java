package farm.vidstyle.networks.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void bytesBecomePlanesInOrder() {
        byte[] picture = {0, 51, (byte) 255, 102, 0, 0}; // 1 x 2 pixels

        NDArray unit = Pixels.unit(request, List.of(picture), 1, 2);

        assertThat(unit.getShape()).isEqualTo(new Shape(1, 3, 1, 2));
        assertThat(unit.toFloatArray()).containsExactly(0, 0.4f, 0.2f, 0, 1, 0);
        assertThat(Pixels.signed(unit).toFloatArray()[0]).isEqualTo(-1);
        assertThat(request.getManagedArrays()).hasSize(2);
    }

    @Test
    void valuesAreClampedScaledAndCut() {
        NDArray signed = request.create(new float[] {-1.7f, -0.001f, 2}, new Shape(1, 3, 1, 1));

        assertThat(Pixels.bytes(signed)).containsExactly(new byte[] {0, 127, (byte) 255});
    }

    @Test
    void bytesEqualTheReference() {
        Golden golden = Golden.shipped("07_end_to_end");
        NDArray images = golden.array(request, "animation_out").squeeze(0);
        NDArray expected = golden.array(request, "animation_out_uint8_toPIL").toType(DataType.UINT8, false);

        List<byte[]> pictures = Pixels.bytes(images);

        byte[] all = expected.toByteArray();
        int size = all.length / pictures.size();
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(pictures.get(i)).isEqualTo(Arrays.copyOfRange(all, i * size, (i + 1) * size));
        }
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> Pixels.unit(request, List.of(new byte[5]), 1, 2))
                .hasMessage("a picture has 5 bytes; expected 6 for RGB of 1x2");
    }
}
