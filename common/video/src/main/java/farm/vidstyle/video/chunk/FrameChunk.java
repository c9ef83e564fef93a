package farm.vidstyle.video.chunk;

import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The stored form of a few aligned frames: pixels and times come back exactly as they went in, and equal frames give equal bytes. */
public final class FrameChunk {
    public static final int MAX_FRAMES = 16;

    private static final String SECONDS_TAG = "FRAME_SECONDS";
    private static final String CHECKSUM_TAG = "FRAME_CRC32";
    private static final double NOMINAL_RATE = 25; // for players; the tag has the true times

    private FrameChunk() {}

    /** Writes 1 to 16 frames of one size; the stream stays the caller's to close. */
    public static void write(List<RgbFrame> frames, OutputStream stream) throws IOException {
        if (frames.isEmpty() || frames.size() > MAX_FRAMES) {
            throw new IllegalArgumentException("a chunk of " + frames.size() + " frames; expected 1 to " + MAX_FRAMES);
        }
        Map<String, String> tags = Map.of(
                SECONDS_TAG, joined(frames, frame -> Double.toString(frame.seconds())),
                CHECKSUM_TAG, joined(frames, FrameChunk::checksum));
        try (VideoWriter writer = VideoWriter.open(
                stream, VideoFormat.FFV1_MATROSKA, frames.get(0).size(), NOMINAL_RATE, tags)) {
            for (RgbFrame frame : frames) {
                writer.write(frame);
            }
        }
    }

    /** Reads a whole chunk, and fails if it is not exactly what was written; the stream stays the caller's to close. */
    public static List<RgbFrame> read(InputStream stream) throws IOException {
        try (FrameStream stored = FrameStream.open(stream, Limits.NONE)) {
            return read(stored);
        } catch (VideoRefusedException | UncheckedIOException e) {
            throw new IOException("the chunk cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<RgbFrame> read(FrameStream stored) throws IOException {
        String[] seconds = words(stored, SECONDS_TAG);
        String[] checksums = words(stored, CHECKSUM_TAG);
        List<RgbFrame> frames = new ArrayList<>(MAX_FRAMES);
        while (stored.hasNext() && frames.size() < Math.min(seconds.length, checksums.length)) {
            RgbFrame frame = stored.next().at(Double.parseDouble(seconds[frames.size()]));
            if (!checksum(frame).equals(checksums[frames.size()])) {
                throw new IOException("frame " + frames.size() + " of the chunk has the checksum " + checksum(frame)
                        + "; expected " + checksums[frames.size()] + ": the object is damaged");
            }
            frames.add(frame);
        }
        if (stored.hasNext() || frames.size() != seconds.length) {
            throw new IOException("the chunk names times for " + seconds.length + " frames and holds "
                    + (stored.hasNext() ? "more" : frames.size()) + "; the object is damaged");
        }
        return frames;
    }

    /** FFmpeg conceals damage in silence; pixels that are not the ones that were written must not pass. */
    private static String checksum(RgbFrame frame) {
        CRC32 crc = new CRC32();
        crc.update(frame.rgb());
        return Long.toHexString(crc.getValue());
    }

    private static String joined(List<RgbFrame> frames, Function<RgbFrame, String> word) {
        return frames.stream().map(word).collect(Collectors.joining(" "));
    }

    private static String[] words(FrameStream stored, String tag) throws IOException {
        return stored.tag(tag)
                .orElseThrow(() -> new IOException(
                        "the object has no " + tag + " tag; expected a chunk of frames written by this farm"))
                .split(" ", -1);
    }
}
