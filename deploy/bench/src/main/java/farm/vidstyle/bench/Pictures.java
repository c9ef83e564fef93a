package farm.vidstyle.bench;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** How far two files of pictures are apart, in shares of the range that the second one's numbers span. */
record Pictures(double maximum, double meanSquare) {
    static Pictures compare(Path actual, Path expected) throws IOException {
        FloatBuffer a = read(actual);
        FloatBuffer b = read(expected);
        if (a.remaining() != b.remaining()) {
            throw new IllegalStateException("the contestants painted " + a.remaining() + " and " + b.remaining()
                    + " numbers; expected as many");
        }
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        double maximum = 0;
        double squares = 0;
        for (int i = 0; i < a.limit(); i++) {
            double difference = Math.abs(a.get(i) - b.get(i));
            low = Math.min(low, b.get(i));
            high = Math.max(high, b.get(i));
            maximum = Math.max(maximum, difference);
            squares += difference * difference;
        }
        double range = high - low;
        return new Pictures(maximum / range, squares / a.limit() / range / range);
    }

    /** In decibels; the peak is the range. */
    double psnr() {
        return -10 * Math.log10(meanSquare);
    }

    private static FloatBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}
