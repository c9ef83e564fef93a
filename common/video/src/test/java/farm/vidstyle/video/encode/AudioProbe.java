package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import farm.vidstyle.video.libav.InputMedia;
import farm.vidstyle.video.libav.StreamDecoder;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Listens to a clip's AAC. */
final class AudioProbe {
    private final long samples;
    private final double squares;
    private final int rate;

    private AudioProbe(Path file) throws IOException {
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try (InputMedia media = InputMedia.open(file)) {
            media.findStreamInfo(Integer.MAX_VALUE);
            AVStream stream = media.audio().orElseThrow();
            long count = 0;
            double sum = 0;
            try (StreamDecoder decoder = new StreamDecoder(stream, 1)) {
                while (media.read(packet)) {
                    if (packet.stream_index() == stream.index() && decoder.send(packet)) {
                        while (decoder.receive(frame) == StreamDecoder.Outcome.FRAME) {
                            FloatPointer data = new FloatPointer(frame.extended_data(0));
                            for (int i = 0; i < frame.nb_samples(); i++) {
                                sum += data.get(i) * data.get(i);
                            }
                            count += frame.nb_samples();
                        }
                    }
                    av_packet_unref(packet);
                }
            }
            samples = count;
            squares = sum;
            rate = stream.codecpar().sample_rate();
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
        }
    }

    static double seconds(Path file) throws IOException {
        AudioProbe probe = new AudioProbe(file);
        return (double) probe.samples / probe.rate;
    }

    /** Root mean square of all samples. */
    static double loudness(Path file) throws IOException {
        AudioProbe probe = new AudioProbe(file);
        return Math.sqrt(probe.squares / probe.samples);
    }
}
