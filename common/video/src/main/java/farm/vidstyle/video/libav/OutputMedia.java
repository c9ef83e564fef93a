package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** A container being written: streams, then the header, then packets, then {@link #finish}. Closing without finishing leaves a broken file. */
public final class OutputMedia implements AutoCloseable {
    private final AVFormatContext context;
    private final @Nullable ByteSink sink;

    private OutputMedia(AVFormatContext context, @Nullable ByteSink sink) {
        this.context = context;
        this.sink = sink;
    }

    /** Creates or overwrites the file. The format is FFmpeg's name of a muxer. */
    public static OutputMedia create(Path file, String format) throws LibavException {
        Libav.load();
        String url = "file:" + file.toAbsolutePath();
        AVFormatContext context = allocate(format, url);
        AVIOContext io = new AVIOContext(null);
        int code = avio_open2(io, url, AVIO_FLAG_WRITE, null, (AVDictionary) null);
        if (code < 0) {
            avformat_free_context(context);
            throw new LibavException("cannot create " + file, code);
        }
        context.pb(io);
        return new OutputMedia(context, null);
    }

    /** Writes forwards only; the stream stays the caller's to close. */
    public static OutputMedia create(OutputStream stream, String format) throws LibavException {
        Libav.load();
        AVFormatContext context = allocate(format, "");
        ByteSink sink = new ByteSink(stream);
        context.pb(sink.context());
        return new OutputMedia(context, sink);
    }

    private static AVFormatContext allocate(String format, String url) throws LibavException {
        AVFormatContext context = new AVFormatContext(null);
        Libav.check(
                avformat_alloc_output_context2(context, null, format, url),
                "cannot write the container format " + format);
        return context;
    }

    public boolean wantsGlobalHeader() {
        return (context.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
    }

    public AVStream addStream() throws LibavException {
        AVStream stream = avformat_new_stream(context, null);
        if (stream == null) {
            throw new LibavException("cannot add a stream", -1);
        }
        return stream;
    }

    /** Text that travels in the stream's header. */
    public static void tag(AVStream stream, Map<String, String> tags) {
        stream.metadata(Libav.dictionary(tags)); // freed with the stream
    }

    /** Dates, random ids and the muxer's version are left out, so that the same packets give the same bytes. */
    public void writeHeader(Map<String, String> options) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put("fflags", "+bitexact");
        AVDictionary dictionary = Libav.dictionary(all);
        int code = avformat_write_header(context, dictionary);
        av_dict_free(dictionary);
        checkWrite(code, "cannot write the container's header");
    }

    /** Takes the packet's content; packets of several streams come in the order of their time. */
    public void write(AVPacket packet) throws IOException {
        checkWrite(av_interleaved_write_frame(context, packet), "cannot write a packet");
    }

    public void finish() throws IOException {
        checkWrite(av_write_trailer(context), "cannot complete the container");
    }

    private void checkWrite(int code, String what) throws IOException {
        if (sink != null) {
            sink.rethrowFailure();
        }
        Libav.check(code, what);
    }

    @Override
    public void close() throws IOException {
        int code = 0;
        if (sink != null) {
            sink.close();
        } else {
            code = avio_closep(context.pb());
        }
        avformat_free_context(context);
        Libav.check(code, "cannot close the written file");
    }
}
