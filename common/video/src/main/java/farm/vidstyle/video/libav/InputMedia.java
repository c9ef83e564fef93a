package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A file or stream opened for reading packets. Only single-file containers are recognised and only local files can be opened, so a
 * playlist or a container with references cannot make the farm read another file or call another host.
 */
public final class InputMedia implements AutoCloseable {
    /** Demuxers by FFmpeg's names. Playlists (hls, concat, dash), images and devices are absent on purpose. */
    private static final String CONTAINERS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpegts,mpeg,ogg,flv,asf,wav,mp3,flac,aac";

    private final AVFormatContext context;
    private final @Nullable ByteSource source;

    private InputMedia(AVFormatContext context, @Nullable ByteSource source) {
        this.context = context;
        this.source = source;
    }

    /** Reads the container's header. */
    public static InputMedia open(Path file) throws LibavException {
        Libav.load();
        return open(avformat_alloc_context(), "file:" + file.toAbsolutePath(), null);
    }

    /** Reads the container's header from a stream that is only ever read forwards; the stream stays the caller's to close. */
    public static InputMedia open(InputStream stream) throws IOException {
        Libav.load();
        ByteSource source = new ByteSource(stream);
        AVFormatContext context = avformat_alloc_context();
        context.pb(source.context());
        try {
            return open(context, "stream", source);
        } catch (LibavException e) {
            source.close();
            source.rethrowFailure();
            throw e;
        }
    }

    private static InputMedia open(AVFormatContext context, String url, @Nullable ByteSource source)
            throws LibavException {
        AVDictionary options = Libav.dictionary(
                Map.of("format_whitelist", CONTAINERS, "protocol_whitelist", "file", "max_streams", "64"));
        try {
            Libav.check(avformat_open_input(context, url, null, options), "cannot open the container");
        } finally {
            av_dict_free(options);
        }
        return new InputMedia(context, source);
    }

    /** Completes what the header left open by looking at the first packets; no decoder may meet more than {@code maxPixels} on the way. */
    public void findStreamInfo(long maxPixels) throws LibavException {
        int streams = context.nb_streams();
        AVDictionary[] each = new AVDictionary[streams];
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                each[i] = new AVDictionary(null);
                av_dict_set(each[i], "max_pixels", Long.toString(Math.min(maxPixels, Integer.MAX_VALUE)), 0);
                options.put(i, each[i]);
            }
            int code = avformat_find_stream_info(context, options);
            for (int i = 0; i < streams; i++) {
                each[i] = new AVDictionary(options.get(i));
                av_dict_free(each[i]);
            }
            Libav.check(code, "cannot find out what the streams hold");
        }
    }

    public AVFormatContext context() {
        return context;
    }

    public String container() {
        return context.iformat().name().getString();
    }

    /** The first stream of moving pictures; a cover picture of a song is none. */
    public Optional<AVStream> video() {
        return first(AVMEDIA_TYPE_VIDEO);
    }

    public Optional<AVStream> audio() {
        return first(AVMEDIA_TYPE_AUDIO);
    }

    private Optional<AVStream> first(int mediaType) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == mediaType
                    && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }

    /** The nine numbers of the display matrix (16.16 fixed point), where the stream has one. */
    public static Optional<int[]> displayMatrix(AVStream stream) {
        AVPacketSideData data = av_packet_side_data_get(
                stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < 9 * Integer.BYTES) {
            return Optional.empty();
        }
        int[] matrix = new int[9];
        new IntPointer(data.data()).get(matrix);
        return Optional.of(matrix);
    }

    /** Reads the next packet of any stream; false at the end. An I/O error of a stream source comes out as itself. */
    public boolean read(AVPacket packet) throws IOException {
        int code = av_read_frame(context, packet);
        if (source != null) {
            source.rethrowFailure();
        }
        if (code == AVERROR_EOF) {
            return false;
        }
        Libav.check(code, "cannot read the next packet");
        return true;
    }

    @Override
    public void close() {
        avformat_close_input(context);
        if (source != null) {
            source.close();
        }
    }
}
