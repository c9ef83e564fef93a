package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.libav.FilterGraph;
import farm.vidstyle.video.libav.Libav;
import farm.vidstyle.video.libav.LibavException;
import farm.vidstyle.video.libav.OutputMedia;
import farm.vidstyle.video.libav.StreamEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes frames as a video of constant rate: the n-th frame is shown at n / fps, whatever its own time. Where the format needs even
 * sizes, an odd picture grows by one column or row that repeats its edge; scaling would blur every pixel to save one.
 *
 * <p>Closing completes the file; after a failed write it does not, and the file is broken.
 */
public final class VideoWriter implements AutoCloseable {
    private final VideoFormat format;
    private final PictureSize size;
    private final PictureSize coded;
    private final OutputMedia media;
    private final FilterGraph filters;
    private final StreamEncoder encoder;
    private final AVFrame rgb = av_frame_alloc();
    private final AVFrame filtered = av_frame_alloc();
    private long frames;
    private boolean usable = true;

    private VideoWriter(OutputMedia media, VideoFormat format, PictureSize size, double fps, Map<String, String> tags)
            throws IOException {
        this.media = media;
        this.format = format;
        this.size = size;
        coded = format.evenSize()
                ? new PictureSize(size.width() + size.width() % 2, size.height() + size.height() % 2)
                : size;
        filters = FilterGraph.ofRgb(coded.width(), coded.height(), Libav.inverse(Libav.rate(fps)), format.filters());
        try {
            encoder = StreamEncoder.video(media, format.encoder(), filters, format.encoderOptions());
            OutputMedia.tag(encoder.stream(), new TreeMap<>(tags)); // sorted: their order shows in the bytes
            media.writeHeader(Map.of());
        } catch (IOException | RuntimeException e) {
            filters.close();
            throw e;
        }
    }

    /** Creates or overwrites the file. */
    public static VideoWriter open(Path file, VideoFormat format, PictureSize size, double fps) throws IOException {
        return over(OutputMedia.create(file, format.muxer()), format, size, fps, Map.of());
    }

    /** Writes forwards only, which MP4 cannot; the stream stays the caller's to close. The tags travel in the stream's header. */
    public static VideoWriter open(
            OutputStream stream, VideoFormat format, PictureSize size, double fps, Map<String, String> tags)
            throws IOException {
        return over(OutputMedia.create(stream, format.muxer()), format, size, fps, tags);
    }

    private static VideoWriter over(
            OutputMedia media, VideoFormat format, PictureSize size, double fps, Map<String, String> tags)
            throws IOException {
        try {
            return new VideoWriter(media, format, size, fps, tags);
        } catch (IOException | RuntimeException e) {
            media.close();
            throw e;
        }
    }

    public void write(RgbFrame frame) throws IOException {
        writeAt(frame, frames);
    }

    /** Shows the frame at a tick of 1 / fps seconds, which leaves gaps: videos of variable rate. */
    void writeAt(RgbFrame frame, long tick) throws IOException {
        if (!frame.size().equals(size)) {
            throw new IllegalArgumentException("frame " + frames + " is " + frame.size() + "; this video is " + size);
        }
        usable = false; // until this frame is through
        fill(frame);
        rgb.pts(tick);
        filters.push(rgb);
        drain();
        frames++;
        usable = true;
    }

    public long frames() {
        return frames;
    }

    private void fill(RgbFrame frame) throws LibavException {
        av_frame_unref(rgb);
        rgb.width(coded.width()).height(coded.height()).format(AV_PIX_FMT_RGB24);
        rgb.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
        Libav.check(av_frame_get_buffer(rgb, 0), "cannot allocate a frame of " + coded);
        BytePointer data = rgb.data(0);
        int row = size.width() * RgbFrame.CHANNELS;
        for (int y = 0; y < coded.height(); y++) {
            int from = Math.min(y, size.height() - 1) * row;
            long to = (long) y * rgb.linesize(0);
            data.position(to).put(frame.rgb(), from, row);
            if (coded.width() > size.width()) {
                data.position(to + row).put(frame.rgb(), from + row - RgbFrame.CHANNELS, RgbFrame.CHANNELS);
            }
        }
    }

    private void drain() throws IOException {
        while (filters.pull(filtered)) {
            filtered.pict_type(0); // the filter's input had no opinion on key frames; the encoder decides
            encoder.encode(filtered);
            av_frame_unref(filtered);
        }
    }

    @Override
    public void close() throws IOException {
        try (media;
                filters;
                encoder) {
            if (usable) {
                usable = false;
                filters.push(null);
                drain();
                encoder.encode(null);
                media.finish();
            }
        } finally {
            av_frame_free(rgb);
            av_frame_free(filtered);
        }
    }

    @Override
    public String toString() {
        return "VideoWriter[" + format.encoder() + " " + size + ", " + frames + " frames]";
    }
}
