package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import farm.vidstyle.video.libav.FilterGraph;
import farm.vidstyle.video.libav.InputMedia;
import farm.vidstyle.video.libav.Libav;
import farm.vidstyle.video.libav.OutputMedia;
import farm.vidstyle.video.libav.StreamDecoder;
import farm.vidstyle.video.libav.StreamEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Finds a source's sound and, where it is not AAC already, encodes the wanted part as AAC. */
final class AudioTrack {
    private static final String AAC_INPUT =
            "aformat=sample_fmts=fltp:sample_rates=96000|88200|64000|48000|44100|32000|24000|22050|16000"
                    + "|12000|11025|8000:channel_layouts=mono|stereo";
    private static final int AAC_FRAME_SAMPLES = 1024;

    private AudioTrack() {}

    /** What the source's sound means for a clip. */
    enum Kind {
        NONE,
        AAC,
        OTHER
    }

    /** Kind of sound, and the time of the first video frame on the source's own clock, which the sound shares. */
    record Found(Kind kind, double videoStartSeconds) {}

    static Found find(Path source) throws IOException {
        try (InputMedia media = InputMedia.open(source)) {
            media.findStreamInfo(Integer.MAX_VALUE);
            Kind kind = media.audio()
                    .map(audio -> audio.codecpar().codec_id() == AV_CODEC_ID_AAC ? Kind.AAC : Kind.OTHER)
                    .orElse(Kind.NONE);
            double start = media.video()
                    .filter(video -> video.start_time() != AV_NOPTS_VALUE)
                    .map(video -> Libav.seconds(video.start_time(), video.time_base()))
                    .orElse(0.0);
            return new Found(kind, start);
        }
    }

    /** Writes the sound between two times of the source's own clock; time 0 of the result is the start. */
    static void encode(Path source, double startSeconds, double endSeconds, Path target) throws IOException {
        try (InputMedia media = InputMedia.open(source)) {
            media.findStreamInfo(Integer.MAX_VALUE);
            AVStream stream = media.audio().orElseThrow(() -> new IOException(source + " has no sound"));
            try (StreamDecoder decoder = new StreamDecoder(stream, 1);
                    FilterGraph filters = FilterGraph.ofAudio(
                            describe(decoder.context(), stream.time_base()),
                            "atrim=start=" + startSeconds + ":end=" + endSeconds + ",asetpts=PTS-" + startSeconds
                                    + "/TB," + AAC_INPUT + ",asetnsamples=n=" + AAC_FRAME_SAMPLES + ":p=0");
                    OutputMedia out = OutputMedia.create(target, "mp4");
                    StreamEncoder encoder = StreamEncoder.audio(out, "aac", filters, Map.of("b", "160000"))) {
                out.writeHeader(Map.of());
                new Transcoder(decoder, filters, encoder).run(media, stream.index());
                out.finish();
            }
        }
    }

    private static String describe(AVCodecContext decoder, AVRational timeBase) {
        AVChannelLayout layout = decoder.ch_layout();
        if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(layout, Math.max(1, layout.nb_channels()));
        }
        byte[] name = new byte[128];
        int length = av_channel_layout_describe(layout, name, name.length);
        return "time_base=" + timeBase.num() + "/" + timeBase.den() + ":sample_rate=" + decoder.sample_rate()
                + ":sample_fmt=" + decoder.sample_fmt() + ":channel_layout="
                + new String(name, 0, Math.max(0, length - 1), StandardCharsets.US_ASCII);
    }

    /** Decoder to filters to encoder, until the source ends. Damaged sound is skipped: a crackle is no reason to lose a clip. */
    private record Transcoder(StreamDecoder decoder, FilterGraph filters, StreamEncoder encoder) {
        void run(InputMedia media, int streamIndex) throws IOException {
            AVPacket packet = av_packet_alloc();
            AVFrame frame = av_frame_alloc();
            try {
                boolean wanted = true;
                while (wanted && media.read(packet)) {
                    wanted = packet.stream_index() != streamIndex || decode(packet, frame);
                    av_packet_unref(packet);
                }
                if (wanted && decode(null, frame)) {
                    filters.push(null);
                }
                drain(frame);
                encoder.encode(null);
            } finally {
                av_frame_free(frame);
                av_packet_free(packet);
            }
        }

        /** False once the wanted part is over. */
        private boolean decode(@Nullable AVPacket packet, AVFrame frame) throws IOException {
            boolean wanted = true;
            decoder.send(packet);
            while (decoder.receive(frame) == StreamDecoder.Outcome.FRAME) {
                frame.pts(frame.best_effort_timestamp());
                wanted = filters.push(frame);
                av_frame_unref(frame);
                drain(frame);
            }
            return wanted;
        }

        private void drain(AVFrame frame) throws IOException {
            while (filters.pull(frame)) {
                encoder.encode(frame);
                av_frame_unref(frame);
            }
        }
    }
}
