package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A decoder and a clip's codes, of which the coarse and medium rows change from frame to frame. */
final class DecoderContestant implements Contestant {
    static final String MILLISECONDS = "milliseconds";

    /** Pictures that are compared between contestants. */
    static final int COMPARED = 2;

    private static final int[] ASKED_FOR = {1, 2};
    private static final int MOST_ASKED_FOR = 4;
    private static final long SEED = 20230422;

    private final Decoder decoder;
    private final NDArray codes; // [T, L, S]

    DecoderContestant(Decoder decoder, NDArray codes) {
        this.decoder = decoder;
        this.codes = codes;
    }

    /** The code [1, L, S] whose last rows all frames share. */
    static NDArray still(DecoderPlan plan, NDManager manager) {
        int layers = plan.generator().styleLayers();
        return SyntheticWeights.draw(
                manager, SEED, new Shape(1, layers, plan.generator().styleDim()), 1);
    }

    /** A clip's codes [T, L, S] around {@code still}. */
    static NDArray codes(DecoderPlan plan, NDArray still, int frames) {
        NDArray codes = still.repeat(0, frames);
        NDIndex moving = new NDIndex(":, :" + plan.firstStill());
        Shape shape = new Shape(frames, plan.firstStill(), plan.generator().styleDim());
        codes.set(moving, codes.get(moving).add(SyntheticWeights.draw(still.getManager(), SEED + 1, shape, 0.3)));
        return codes;
    }

    static DecoderContestant of(DecoderPlan plan, Decoder decoder, NDArray still) {
        return new DecoderContestant(decoder, codes(plan, still, Math.max(MOST_ASKED_FOR, decoder.atOnce())));
    }

    /** Of a frame, in a call as large as the decoder likes it. */
    @Override
    public Map<String, Double> measure() {
        try (NDArray wanted = codes.get(new NDIndex(":" + decoder.atOnce()))) {
            long start = System.nanoTime();
            decoder.decode(wanted).close();
            return Map.of(MILLISECONDS, (System.nanoTime() - start) / 1e6 / decoder.atOnce());
        }
    }

    /** Leaves the first pictures in a file, as plain floats; returns how many. */
    int paint(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (ByteBuffer picture : pictures(0, COMPARED)) {
                while (picture.hasRemaining()) {
                    channel.write(picture);
                }
            }
        }
        return COMPARED;
    }

    /** Whether every frame's pixels are the same bits whatever number of frames is asked for, and whichever comes first. */
    boolean alike() {
        List<ByteBuffer> all = pictures(0, MOST_ASKED_FOR);
        return IntStream.of(ASKED_FOR).allMatch(count -> pictures(0, count).equals(all.subList(0, count)))
                && pictures(1, 1).equals(all.subList(1, 2));
    }

    private List<ByteBuffer> pictures(int first, int count) {
        try (NDArray wanted = codes.get(new NDIndex(first + ":" + (first + count)));
                NDArray pictures = decoder.decode(wanted)) {
            List<ByteBuffer> each = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                try (NDArray picture = pictures.get(new NDIndex(String.valueOf(i)))) {
                    each.add(picture.toByteBuffer());
                }
            }
            return each;
        }
    }
}
