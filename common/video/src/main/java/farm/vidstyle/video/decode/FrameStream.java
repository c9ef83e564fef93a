package farm.vidstyle.video.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.libav.LibavException;
import farm.vidstyle.video.libav.RgbConverter;
import farm.vidstyle.video.libav.StreamDecoder;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.OpenedVideo;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video in the order they are shown, decoded one at a time when asked for: upright, square pixels, opaque RGB, with true
 * times that start at 0 and always grow. Holds one frame, however long the video. Belongs to one thread at a time.
 *
 * <p>That a video was cut short or damaged may show only at its end: {@link #hasNext} then throws {@link VideoRefusedException} where it
 * would otherwise say false. An interrupted source comes out as {@link UncheckedIOException}.
 */
public final class FrameStream implements Iterator<RgbFrame>, AutoCloseable {
    private final OpenedVideo video;
    private final StreamDecoder decoder;
    private final RgbConverter converter;
    private final FrameClock clock;
    private final DecodeHealth health;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame picture = av_frame_alloc();
    private @Nullable RgbFrame next;
    private boolean ended;
    private boolean closed;

    private FrameStream(OpenedVideo video, StreamDecoder decoder) {
        this.video = video;
        this.decoder = decoder;
        converter = new RgbConverter(video.storedSize());
        clock = new FrameClock(video.stream().time_base(), video.headerFrameRate());
        health = new DecodeHealth(
                video.hasCompleteIndex() ? avformat_index_get_entries_count(video.stream()) : 0, video.headerSeconds());
    }

    /**
     * @throws VideoRefusedException if the header shows that this is not a video within the limits
     * @throws IOException if the file cannot be read
     */
    public static FrameStream open(Path file, Limits limits) throws IOException {
        return decoding(OpenedVideo.open(file, limits));
    }

    /** Decodes while the bytes arrive; needs a container that can be read forwards. The stream stays the caller's to close. */
    public static FrameStream open(InputStream stream, Limits limits) throws IOException {
        return decoding(OpenedVideo.open(stream, limits));
    }

    private static FrameStream decoding(OpenedVideo video) {
        try {
            return new FrameStream(
                    video, new StreamDecoder(video.stream(), video.limits().pixels()));
        } catch (LibavException e) {
            video.close();
            throw new VideoRefusedException(
                    Refusal.UNSUPPORTED_CODEC, "the video cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** The size of every frame that comes. */
    public PictureSize size() {
        return video.displayedSize();
    }

    /** The header's frame rate, 0 if it has none; the times of the frames are what counts. */
    public double headerFrameRate() {
        return video.headerFrameRate();
    }

    /** Text that travels in the stream's header. */
    public Optional<String> tag(String name) {
        AVDictionaryEntry entry = av_dict_get(video.stream().metadata(), name, null, 0);
        return entry == null ? Optional.empty() : Optional.of(entry.value().getString());
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = advance();
            } catch (LibavException e) {
                throw health.unreadable(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public RgbFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the video has ended after " + health.frames() + " frames");
        }
        RgbFrame frame = next;
        next = null;
        return frame;
    }

    private @Nullable RgbFrame advance() throws IOException {
        if (closed) {
            throw new IllegalStateException("the frame stream is closed");
        }
        while (true) {
            switch (decoder.receive(picture)) {
                case FRAME -> {
                    return upright();
                }
                case NEEDS_PACKET -> feed();
                case DAMAGED -> health.damaged();
                case END -> {
                    health.checkAtEnd();
                    return null;
                }
            }
        }
    }

    private void feed() throws IOException {
        while (video.media().read(packet)) {
            boolean ours = packet.stream_index() == video.stream().index();
            health.packet(video.media().context().streams(packet.stream_index()), packet, ours);
            boolean intact = !ours || decoder.send(packet);
            boolean corrupt = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
            av_packet_unref(packet);
            if (!intact || (ours && corrupt)) {
                health.damaged();
            }
            if (ours) {
                return;
            }
        }
        decoder.send(null);
    }

    private RgbFrame upright() throws LibavException {
        double seconds = clock.seconds(picture);
        health.frame(picture);
        video.limits().checkFrames(health.frames());
        video.limits().checkSeconds(seconds);
        PictureSize stored = video.storedSize();
        RgbFrame frame = new RgbFrame(stored.width(), stored.height(), converter.convert(picture), seconds);
        RgbFrame square = Resampler.resample(frame, Box.whole(stored), video.squarePixelSize());
        return video.orientation().applyTo(square);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended = true;
            av_frame_free(picture);
            av_packet_free(packet);
            converter.close();
            decoder.close();
            video.close();
        }
    }
}
