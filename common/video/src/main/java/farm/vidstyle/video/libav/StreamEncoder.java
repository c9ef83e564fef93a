package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_ch_layout;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_color_range;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_colorspace;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_format;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_h;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_sample_rate;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_w;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * One encoder feeding one stream of a container; what it encodes is what comes out of a filter graph. One thread and bit-exact mode, so
 * that the bytes do not depend on the machine's cores.
 */
public final class StreamEncoder implements AutoCloseable {
    private final OutputMedia media;
    private final AVStream stream;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();

    private StreamEncoder(OutputMedia media, AVStream stream, AVCodecContext context) {
        this.media = media;
        this.stream = stream;
        this.context = context;
    }

    /** An encoder of pictures, which shows one at every tick of the filters' time base. */
    public static StreamEncoder video(OutputMedia media, String encoder, FilterGraph input, Map<String, String> options)
            throws LibavException {
        AVFilterContext frames = input.output();
        AVCodecContext context = allocate(encoder);
        context.width(av_buffersink_get_w(frames))
                .height(av_buffersink_get_h(frames))
                .pix_fmt(av_buffersink_get_format(frames))
                .colorspace(av_buffersink_get_colorspace(frames))
                .color_range(av_buffersink_get_color_range(frames))
                .sample_aspect_ratio(av_buffersink_get_sample_aspect_ratio(frames))
                .time_base(av_buffersink_get_time_base(frames))
                .framerate(Libav.inverse(av_buffersink_get_time_base(frames)));
        if (context.colorspace() == AVCOL_SPC_BT709) {
            context.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
        }
        StreamEncoder opened = open(media, context, encoder, options);
        opened.stream.avg_frame_rate(context.framerate()).sample_aspect_ratio(context.sample_aspect_ratio());
        return opened;
    }

    /** An encoder of sound. */
    public static StreamEncoder audio(OutputMedia media, String encoder, FilterGraph input, Map<String, String> options)
            throws LibavException {
        AVFilterContext samples = input.output();
        AVCodecContext context = allocate(encoder);
        context.sample_fmt(av_buffersink_get_format(samples))
                .sample_rate(av_buffersink_get_sample_rate(samples))
                .time_base(av_buffersink_get_time_base(samples));
        Libav.check(av_buffersink_get_ch_layout(samples, context.ch_layout()), "cannot read the channel layout");
        return open(media, context, encoder, options);
    }

    private static AVCodecContext allocate(String encoder) {
        AVCodec codec = avcodec_find_encoder_by_name(encoder);
        if (codec == null) {
            throw new IllegalStateException("encoder " + encoder + " is missing in this build of FFmpeg");
        }
        return avcodec_alloc_context3(codec);
    }

    private static StreamEncoder open(
            OutputMedia media, AVCodecContext context, String encoder, Map<String, String> options)
            throws LibavException {
        int globalHeader = media.wantsGlobalHeader() ? AV_CODEC_FLAG_GLOBAL_HEADER : 0;
        context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT | globalHeader).thread_count(1);
        AVDictionary dictionary = Libav.dictionary(options);
        try {
            Libav.check(
                    avcodec_open2(context, avcodec_find_encoder_by_name(encoder), dictionary),
                    "cannot start the encoder " + encoder + " for " + context.width() + "x" + context.height()
                            + " with " + options);
            AVStream stream = media.addStream();
            Libav.check(avcodec_parameters_from_context(stream.codecpar(), context), "cannot describe the stream");
            return new StreamEncoder(media, stream.time_base(context.time_base()), context);
        } catch (LibavException e) {
            avcodec_free_context(context);
            throw e;
        } finally {
            av_dict_free(dictionary);
        }
    }

    public AVStream stream() {
        return stream;
    }

    public AVRational timeBase() {
        return context.time_base();
    }

    /** Encodes a frame, or without one what is left; finished packets go to the container. */
    public void encode(@Nullable AVFrame frame) throws IOException {
        Libav.check(avcodec_send_frame(context, frame), "cannot encode a frame");
        int code = avcodec_receive_packet(context, packet);
        while (code >= 0) {
            if (packet.duration() == 0 && context.width() > 0) {
                packet.duration(1);
            }
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            media.write(packet);
            code = avcodec_receive_packet(context, packet);
        }
        if (code != AVERROR_EAGAIN() && code != AVERROR_EOF) {
            Libav.check(code, "cannot encode a frame");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
