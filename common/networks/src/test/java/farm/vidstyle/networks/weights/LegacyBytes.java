package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Files as torch.save wrote them before 1.6, with one storage {@code 0} of floats 1, 2, 3, … */
final class LegacyBytes {
    private static final String START =
            "\u0080\2\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\2M\u00e9\3.\u0080\2}.";

    private LegacyBytes() {}

    static byte[] of(String object, int floats) {
        byte[] start = (START + "\u0080\2" + object + "\u0080\2](U\0010e.").getBytes(ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(start.length + Long.BYTES + floats * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start)
                .putLong(floats);
        for (int i = 1; i <= floats; i++) {
            file.putFloat(i);
        }
        return file.array();
    }
}
