package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import farm.vidstyle.video.libav.InputMedia;
import farm.vidstyle.video.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** The coded frames of several segments as one run with continuous times. One segment is open at a time. */
final class SegmentPackets implements AutoCloseable {
    private final List<Path> segments;
    private final byte[] parameters;
    private final AVRational timeBase;
    private InputMedia media;
    private int index;
    private long frames;
    private long ticksPerFrame;

    SegmentPackets(List<Path> segments) throws IOException {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("no segments to join; expected at least one");
        }
        this.segments = List.copyOf(segments);
        media = open(segments.get(0));
        timeBase = Libav.copy(stream().time_base());
        parameters = parameters(stream());
    }

    private static InputMedia open(Path segment) throws IOException {
        InputMedia media = InputMedia.open(segment);
        try {
            media.findStreamInfo(Integer.MAX_VALUE);
            if (media.video().isEmpty()) {
                throw new IOException("segment " + segment + " has no video stream");
            }
            return media;
        } catch (IOException | RuntimeException e) {
            media.close();
            throw e;
        }
    }

    AVStream stream() {
        return media.video().orElseThrow();
    }

    AVRational timeBase() {
        return timeBase;
    }

    long frames() {
        return frames;
    }

    /** When the frame after the last one read is due. */
    long ticks() {
        return frames * ticksPerFrame;
    }

    /** Reads the next coded frame of any segment; false after the last. */
    boolean read(AVPacket packet) throws IOException {
        while (true) {
            while (media.read(packet)) {
                if (packet.stream_index() == stream().index()) {
                    retime(packet);
                    return true;
                }
                av_packet_unref(packet);
            }
            if (index + 1 == segments.size()) {
                return false;
            }
            openNext();
        }
    }

    /** Segments have a constant rate and no frame refers to a later one, so the n-th coded frame is the n-th shown. */
    private void retime(AVPacket packet) throws IOException {
        if (ticksPerFrame == 0) {
            ticksPerFrame = packet.duration();
        }
        if (packet.duration() != ticksPerFrame || ticksPerFrame == 0) {
            throw new IOException("segment " + segments.get(index) + " has a frame of " + packet.duration()
                    + " ticks; expected " + ticksPerFrame + " as in " + segments.get(0));
        }
        packet.pts(ticks()).dts(ticks());
        frames++;
    }

    private void openNext() throws IOException {
        InputMedia next = open(segments.get(index + 1));
        media.close();
        media = next;
        index++;
        AVRational base = stream().time_base();
        if (!Arrays.equals(parameters(stream()), parameters)
                || base.num() != timeBase.num()
                || base.den() != timeBase.den()) {
            throw new IOException("segment " + segments.get(index) + " was encoded with other parameters than "
                    + segments.get(0) + "; only equal ones join without encoding again");
        }
    }

    private static byte[] parameters(AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        byte[] extradata = new byte[codec.extradata_size()];
        if (extradata.length > 0) {
            new BytePointer(codec.extradata()).get(extradata);
        }
        byte[] all = Arrays.copyOf(extradata, extradata.length + 3);
        all[extradata.length] = (byte) codec.codec_id();
        all[extradata.length + 1] = (byte) codec.width();
        all[extradata.length + 2] = (byte) codec.height();
        return all;
    }

    @Override
    public void close() {
        media.close();
    }
}
