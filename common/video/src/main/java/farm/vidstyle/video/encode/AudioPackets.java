package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import farm.vidstyle.video.libav.InputMedia;
import farm.vidstyle.video.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The coded sound of a file, with times counted from a given moment; what ends before it is left out. */
final class AudioPackets implements AutoCloseable {
    private final InputMedia media;
    private final AVStream stream;
    private final long startTicks;

    private AudioPackets(InputMedia media, double startSeconds) {
        this.media = media;
        stream = media.audio().orElseThrow();
        startTicks = Math.round(
                startSeconds * stream.time_base().den() / stream.time_base().num());
    }

    /** The file must have sound; the start is in the file's own time. */
    static AudioPackets open(Path file, double startSeconds) throws IOException {
        InputMedia media = InputMedia.open(file);
        try {
            media.findStreamInfo(Integer.MAX_VALUE);
            return new AudioPackets(media, startSeconds);
        } catch (IOException | RuntimeException e) {
            media.close();
            throw e;
        }
    }

    AVStream stream() {
        return stream;
    }

    /** The first packet may begin a little before time 0: it holds the samples that a decoder needs to warm up. */
    boolean read(AVPacket packet) throws IOException {
        while (media.read(packet)) {
            if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
                packet.pts(packet.pts() - startTicks).dts(packet.pts());
                if (packet.pts() + packet.duration() > 0) {
                    return true;
                }
            }
            av_packet_unref(packet);
        }
        return false;
    }

    double seconds(AVPacket packet) {
        return Libav.seconds(packet.pts(), stream.time_base());
    }

    @Override
    public void close() {
        media.close();
    }
}
