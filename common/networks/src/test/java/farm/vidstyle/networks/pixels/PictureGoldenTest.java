package farm.vidstyle.networks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.golden.Golden;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureGoldenTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void picturesEnterTheEncoderAsInTheReference() {
        Golden golden = Golden.folder("09_psp");
        Picture picture = picture(golden.array(manager, "pre_uint8_hwc"));

        golden.eachCase("_tensor_row0to31.npy", name -> {
            int size = (int)
                    golden.array(manager, name + "_tensor_row0to31").getShape().get(2);
            NDArray pixels = picture.resize(Resampling.BILINEAR, size, size).toArray(manager);

            golden.check(name + "_tensor_row0to31", pixels.get("0, :, :32"), 1e-6);
        });
    }

    @Test
    void imagesLeaveTheGeneratorAsInTheReference() {
        Golden golden = Golden.folder("09_psp");

        Picture picture = Picture.of(golden.array(manager, "post_in_chw"));

        NDArray bytes = manager.create(
                ByteBuffer.wrap(picture.rgb()), new Shape(picture.height(), picture.width(), 3), DataType.UINT8);
        golden.check("post_uint8_hwc", bytes, 0);
    }

    @Test
    void aPictureOfTheSameSizeIsUnchanged() {
        Picture picture = new Picture(1, 2, new byte[] {1, 2, 3, -1, -2, -3});

        assertThat(picture.resize(Resampling.BICUBIC, 1, 2)).isSameAs(picture);
    }

    private static Picture picture(NDArray bytes) { // [H, W, 3]
        Shape shape = bytes.getShape();
        return new Picture((int) shape.get(0), (int) shape.get(1), bytes.toByteArray());
    }
}
