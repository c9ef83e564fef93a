package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** A chain of FFmpeg's filters between one input and one output, written in FFmpeg's own filter language. */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;

    private FilterGraph(AVFilterGraph graph, AVFilterContext source, AVFilterContext sink) {
        this.graph = graph;
        this.source = source;
        this.sink = sink;
    }

    /** Opaque 8-bit RGB in; the chain decides what comes out. */
    public static FilterGraph ofRgb(int width, int height, AVRational timeBase, String chain) throws LibavException {
        String input = "video_size=" + width + "x" + height
                + ":pix_fmt=rgb24:pixel_aspect=1/1:colorspace=gbr:range=pc:time_base=" + timeBase.num() + "/"
                + timeBase.den() + ":frame_rate=" + timeBase.den() + "/" + timeBase.num();
        return build("buffer", input, chain);
    }

    /** Sound in, described as FFmpeg's {@code abuffer} wants it. */
    public static FilterGraph ofAudio(String input, String chain) throws LibavException {
        return build("abuffer", input, chain);
    }

    private static FilterGraph build(String kind, String input, String chain) throws LibavException {
        Libav.load();
        AVFilterGraph graph = avfilter_graph_alloc();
        graph.nb_threads(1); // the same work in the same order on every machine
        AVFilterContext source = new AVFilterContext(null);
        AVFilterContext sink = new AVFilterContext(null);
        AVFilterInOut begins = end("in", null);
        AVFilterInOut ends = end("out", null);
        try {
            Libav.check(
                    avfilter_graph_create_filter(source, avfilter_get_by_name(kind), "in", input, null, graph),
                    "filter input " + input);
            Libav.check(
                    avfilter_graph_create_filter(
                            sink, avfilter_get_by_name(kind + "sink"), "out", (String) null, null, graph),
                    "filter output");
            begins.filter_ctx(source);
            ends.filter_ctx(sink);
            Libav.check(avfilter_graph_parse_ptr(graph, chain, ends, begins, null), "filter chain " + chain);
            Libav.check(avfilter_graph_config(graph, null), "filter chain " + chain);
            return new FilterGraph(graph, source, sink);
        } catch (LibavException e) {
            avfilter_graph_free(graph);
            throw e;
        } finally {
            avfilter_inout_free(begins);
            avfilter_inout_free(ends);
        }
    }

    private static AVFilterInOut end(String name, @Nullable AVFilterInOut next) {
        AVFilterInOut end = avfilter_inout_alloc();
        try (BytePointer text = new BytePointer(name)) {
            end.name(av_strdup(text)); // freed by FFmpeg
        }
        return end.pad_idx(0).next(next);
    }

    public AVFilterContext output() {
        return sink;
    }

    /** Takes the content of the frame; false if the chain wants no more. Without a frame: nothing more will come. */
    public boolean push(@Nullable AVFrame frame) throws LibavException {
        int code = av_buffersrc_add_frame(source, frame);
        if (code == AVERROR_EOF) {
            return false;
        }
        Libav.check(code, "cannot filter a frame");
        return true;
    }

    /** Fills the frame with the next result; false if more input is needed, or the end was reached. */
    public boolean pull(AVFrame frame) throws LibavException {
        int code = av_buffersink_get_frame(sink, frame);
        if (code == AVERROR_EOF || code == org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN()) {
            return false;
        }
        Libav.check(code, "cannot filter a frame");
        return true;
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
    }
}
