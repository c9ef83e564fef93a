package farm.vidstyle.video.chunk;

import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stored form of a few aligned frames: pixels and times come back exactly as they went in, and equal frames give equal bytes. */
public final class FrameChunk {
    public static final int MAX_FRAMES = 16;

    private static final String SECONDS_TAG = "FRAME_SECONDS";
    private static final double NOMINAL_RATE = 25; // for players; the tag has the true times

    private FrameChunk() {}

    /** Writes 1 to 16 frames of one size; the stream stays the caller's to close. */
    public static void write(List<RgbFrame> frames, OutputStream stream) throws IOException {
        if (frames.isEmpty() || frames.size() > MAX_FRAMES) {
            throw new IllegalArgumentException("a chunk of " + frames.size() + " frames; expected 1 to " + MAX_FRAMES);
        }
        String seconds =
                frames.stream().map(frame -> Double.toString(frame.seconds())).collect(Collectors.joining(" "));
        try (VideoWriter writer = VideoWriter.open(
                stream, VideoFormat.FFV1_MATROSKA, frames.get(0).size(), NOMINAL_RATE, Map.of(SECONDS_TAG, seconds))) {
            for (RgbFrame frame : frames) {
                writer.write(frame);
            }
        }
    }

    /** Reads a whole chunk; the stream stays the caller's to close. */
    public static List<RgbFrame> read(InputStream stream) throws IOException {
        List<RgbFrame> frames = new ArrayList<>(MAX_FRAMES);
        try (FrameStream stored = FrameStream.open(stream, Limits.NONE)) {
            double[] seconds = stored.tag(SECONDS_TAG)
                    .map(FrameChunk::parse)
                    .orElseThrow(() -> new IOException("the object has no " + SECONDS_TAG
                            + " tag; expected a chunk of frames written by this farm"));
            while (stored.hasNext() && frames.size() < seconds.length) {
                frames.add(stored.next().at(seconds[frames.size()]));
            }
            if (stored.hasNext() || frames.size() != seconds.length) {
                throw new IOException("the chunk names times for " + seconds.length + " frames and holds "
                        + (stored.hasNext() ? "more" : frames.size()) + "; it is damaged");
            }
        }
        return frames;
    }

    private static double[] parse(String seconds) {
        return Arrays.stream(seconds.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
