package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** One decoder for one stream. */
public final class StreamDecoder implements AutoCloseable {
    /** What a receive can end with. */
    public enum Outcome {
        FRAME,
        NEEDS_PACKET,
        DAMAGED,
        END
    }

    private static final int MAX_THREADS = 4; // each thread of a frame-parallel decoder holds a frame of its own

    private final AVCodecContext context;

    /** @param maxPixels a stream whose pictures turn out larger than its header said is not decoded */
    public StreamDecoder(AVStream stream, long maxPixels) throws LibavException {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw new LibavException(
                    "no decoder for the stream's codec", org.bytedeco.ffmpeg.global.avutil.AVERROR_DECODER_NOT_FOUND);
        }
        context = avcodec_alloc_context3(codec);
        try {
            Libav.check(avcodec_parameters_to_context(context, stream.codecpar()), "cannot set up the decoder");
            context.pkt_timebase(stream.time_base())
                    .max_pixels(maxPixels)
                    .thread_count(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
            Libav.check(avcodec_open2(context, codec, (AVDictionary) null), "cannot start the decoder");
        } catch (LibavException e) {
            avcodec_free_context(context);
            throw e;
        }
    }

    public AVCodecContext context() {
        return context;
    }

    /** Hands over a packet, or without one the end; false if the decoder found it damaged. */
    public boolean send(@Nullable AVPacket packet) {
        return avcodec_send_packet(context, packet) >= 0;
    }

    public Outcome receive(AVFrame frame) {
        int code = avcodec_receive_frame(context, frame);
        if (code >= 0) {
            return Outcome.FRAME;
        }
        if (code == AVERROR_EAGAIN()) {
            return Outcome.NEEDS_PACKET;
        }
        return code == AVERROR_EOF ? Outcome.END : Outcome.DAMAGED;
    }

    @Override
    public void close() {
        avcodec_free_context(context);
    }
}
