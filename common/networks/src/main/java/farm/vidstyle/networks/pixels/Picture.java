package farm.vidstyle.networks.pixels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.nio.ByteBuffer;

/** An 8-bit colour picture; {@code rgb} holds rows of pixels of three bytes and is not copied. */
public record Picture(int height, int width, byte[] rgb) {
    private static final TorchScript SCRIPT = TorchScript.load(Picture.class, "pixels.torchscript");

    public Picture {
        if (height < 1 || width < 1 || rgb.length != 3L * height * width) {
            throw new IllegalArgumentException(
                    "a picture of " + height + "x" + width + " needs 3 bytes a pixel; got " + rgb.length + " bytes");
        }
    }

    /** An image of a generator, [3, H, W] or [1, 3, H, W] in [-1, 1]: clamped, and truncated to bytes as the reference does. */
    public static Picture of(NDArray image) {
        Shape shape = image.getShape();
        int axes = shape.dimension();
        byte[] rgb = SCRIPT.call("bytes", image).toByteArray();
        return new Picture((int) shape.get(axes - 2), (int) shape.get(axes - 1), rgb);
    }

    /** [1, 3, H, W] in [-1, 1], as the encoders of faces take it. */
    public NDArray toArray(NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = scope.create(ByteBuffer.wrap(rgb), new Shape(1, height, width, 3), DataType.UINT8);
            return scope.ret(SCRIPT.call("signed", pixels));
        }
    }

    public Picture resize(Resampling resampling, int newHeight, int newWidth) {
        return resampling.resize(this, newHeight, newWidth);
    }
}
