package farm.vidstyle.networks.pixels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.TorchScript;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Many frames at once between RGB bytes and tensors, with the rounding of the reference; {@link Picture} is a single one. */
public final class Pixels {

    private static final TorchScript SCRIPT = TorchScript.load(Pixels.class, "pixels.torchscript");
    private static final int CHANNELS = 3;

    private Pixels() {}

    /** Pictures of height·width·3 bytes to [N, 3, H, W] in [0, 1], owned by {@code manager}. */
    public static NDArray unit(NDManager manager, List<byte[]> rgb, int height, int width) {
        if (rgb.isEmpty()) {
            throw new IllegalArgumentException("no pictures; expected at least one");
        }
        int size = Math.multiplyExact(Math.multiplyExact(height, width), CHANNELS);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(size, rgb.size()));
        for (byte[] picture : rgb) {
            if (picture.length != size) {
                throw new IllegalArgumentException("a picture has " + picture.length + " bytes; expected " + size
                        + " for RGB of " + height + "x" + width);
            }
            bytes.put(picture);
        }
        bytes.flip();
        Shape shape = new Shape(rgb.size(), height, width, CHANNELS);
        try (NDManager scope = manager.newSubManager()) {
            return scope.ret(SCRIPT.call("unit", scope.create(bytes, shape, DataType.UINT8)));
        }
    }

    /** From [0, 1] to [-1, 1]. */
    public static NDArray signed(NDArray unit) {
        return SCRIPT.call("unit_to_signed", unit);
    }

    /** From [-1, 1] to [0, 1]. */
    public static NDArray unit(NDArray signed) {
        return SCRIPT.call("signed_to_unit", signed);
    }

    /** Images [N, 3, H, W] nominally in [-1, 1] to bytes: clamped, scaled to 0..255 and cut, not rounded. */
    public static List<byte[]> bytes(NDArray signed) {
        Shape shape = signed.getShape();
        if (shape.dimension() != 4 || shape.get(1) != CHANNELS) {
            throw new IllegalArgumentException("images are " + shape + "; expected (N, 3, H, W)");
        }
        try (NDManager scope = signed.getManager().newSubManager()) {
            scope.tempAttachAll(signed);
            ByteBuffer all = SCRIPT.call("bytes", signed).toByteBuffer();
            List<byte[]> pictures = new ArrayList<>();
            for (long i = 0; i < shape.get(0); i++) {
                byte[] picture = new byte[Math.toIntExact(shape.slice(1).size())];
                all.get(picture);
                pictures.add(picture);
            }
            return pictures;
        }
    }
}
