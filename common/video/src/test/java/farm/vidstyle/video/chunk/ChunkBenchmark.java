package farm.vidstyle.video.chunk;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.still.StillImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Compares one FFV1 chunk of sixteen frames with sixteen PNGs: bytes, objects, time to write and to read. Frames are smooth moving pictures
 * with the noise of a camera. Run its {@code main}; the figures are in the decision on chunks.
 */
public final class ChunkBenchmark {
    private static final int ROUNDS = 5;
    private static final double NOISE = 3;

    private ChunkBenchmark() {}

    public static void main(String[] args) throws IOException {
        for (int side : new int[] {64, 256, 1024}) {
            List<RgbFrame> frames = frames(side);
            for (int round = 0; round < ROUNDS; round++) {
                String line = round == ROUNDS - 1
                        ? "%4d %s %9d bytes %2d objects, write %6.2f ms, read %6.2f ms a frame%n"
                        : "";
                ffv1(frames, line);
                png(frames, line);
            }
        }
    }

    private static void ffv1(List<RgbFrame> frames, String line) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameChunk.write(frames, out);
        long written = System.nanoTime();
        FrameChunk.read(new ByteArrayInputStream(out.toByteArray()));
        print(line, frames, "ffv1", new long[] {out.size(), 1, written - start, System.nanoTime() - written});
    }

    private static void png(List<RgbFrame> frames, String line) throws IOException {
        long bytes = 0;
        long write = 0;
        long read = 0;
        for (RgbFrame frame : frames) {
            long start = System.nanoTime();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StillImage.writePng(frame, out);
            long written = System.nanoTime();
            StillImage.read(new ByteArrayInputStream(out.toByteArray()), Limits.NONE);
            read += System.nanoTime() - written;
            write += written - start;
            bytes += out.size();
        }
        print(line, frames, "png ", new long[] {bytes, frames.size(), write, read});
    }

    private static void print(String line, List<RgbFrame> frames, String format, long[] figures) {
        double perFrameMs = 1e-6 / frames.size();
        System.out.printf(
                line,
                frames.get(0).width(),
                format,
                figures[0],
                figures[1],
                figures[2] * perFrameMs,
                figures[3] * perFrameMs);
    }

    private static List<RgbFrame> frames(int side) {
        Random random = new Random(1);
        List<RgbFrame> frames = new ArrayList<>();
        for (int i = 0; i < FrameChunk.MAX_FRAMES; i++) {
            RgbFrame frame = TestMedia.frame(side, side, i);
            for (int k = 0; k < frame.rgb().length; k++) {
                double noisy = (frame.rgb()[k] & 0xff) + NOISE * random.nextGaussian();
                frame.rgb()[k] = (byte) Math.max(0, Math.min(255, Math.round(noisy)));
            }
            frames.add(frame);
        }
        return frames;
    }
}
