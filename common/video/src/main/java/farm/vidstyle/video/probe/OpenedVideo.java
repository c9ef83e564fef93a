package farm.vidstyle.video.probe;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import farm.vidstyle.video.frame.Orientation;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.libav.InputMedia;
import farm.vidstyle.video.libav.LibavException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A container whose header was read and found within the limits; nothing is decoded yet. Shared by the probe and the decoder. */
public final class OpenedVideo implements AutoCloseable {
    private static final double MAX_PIXEL_ASPECT = 8; // beyond this the header is wrong, not the pixels oblong

    private final InputMedia media;
    private final AVStream stream;
    private final Limits limits;
    private final PictureSize stored;
    private final Orientation orientation;

    private OpenedVideo(InputMedia media, Limits limits) throws LibavException {
        this.media = media;
        this.limits = limits;
        media.video().ifPresent(found -> checkSize(found, limits)); // before anything looks into a picture
        media.findStreamInfo(limits.pixels());
        stream = media.video()
                .orElseThrow(() -> new VideoRefusedException(
                        Refusal.NO_VIDEO_STREAM,
                        "the file (" + media.container() + ") has "
                                + media.context().nb_streams()
                                + " streams and none holds moving pictures; expected a video"));
        checkSize(stream, limits);
        AVCodecParameters codec = stream.codecpar();
        if (codec.width() < 1 || codec.height() < 1) {
            throw new VideoRefusedException(
                    Refusal.CORRUPT,
                    "the header gives frames of " + codec.width() + "x" + codec.height() + "; expected at least 1x1");
        }
        stored = new PictureSize(codec.width(), codec.height());
        orientation = InputMedia.displayMatrix(stream).map(Orientation::of).orElse(Orientation.UPRIGHT);
        limits.checkSize(squarePixelSize());
        if (headerSeconds() > 0) {
            limits.checkSeconds(headerSeconds());
        }
        limits.checkFrames(stream.nb_frames());
    }

    public static OpenedVideo open(Path file, Limits limits) throws IOException {
        limits.checkBytes(Files.size(file));
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(ContainerHead.BYTES);
        }
        ContainerHead.requireContent(head);
        DeclaredLength.check(file);
        try {
            return check(InputMedia.open(file), limits);
        } catch (LibavException e) {
            throw ContainerHead.refusal(head, e);
        }
    }

    /** Reads forwards only: an MP4 whose index comes last cannot be opened this way. The stream stays the caller's to close. */
    public static OpenedVideo open(InputStream stream, Limits limits) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(new CappedStream(stream, limits), ContainerHead.BYTES);
        byte[] head = pushback.readNBytes(ContainerHead.BYTES);
        ContainerHead.requireContent(head);
        pushback.unread(head);
        try {
            return check(InputMedia.open(pushback), limits);
        } catch (LibavException e) {
            throw ContainerHead.refusal(head, e);
        }
    }

    private static OpenedVideo check(InputMedia media, Limits limits) throws LibavException {
        try {
            return new OpenedVideo(media, limits);
        } catch (LibavException | RuntimeException e) {
            media.close();
            throw e;
        }
    }

    private static void checkSize(AVStream stream, Limits limits) {
        AVCodecParameters codec = stream.codecpar();
        if (codec.width() > 0 && codec.height() > 0) {
            limits.checkSize(new PictureSize(codec.width(), codec.height()));
        }
    }

    public InputMedia media() {
        return media;
    }

    public AVStream stream() {
        return stream;
    }

    public Limits limits() {
        return limits;
    }

    public PictureSize storedSize() {
        return stored;
    }

    public Orientation orientation() {
        return orientation;
    }

    /** The stored picture with oblong pixels stretched to square ones, not yet turned. */
    public PictureSize squarePixelSize() {
        AVRational aspect = stream.sample_aspect_ratio().num() > 0
                ? stream.sample_aspect_ratio()
                : stream.codecpar().sample_aspect_ratio();
        double ratio = aspect.num() > 0 && aspect.den() > 0 ? (double) aspect.num() / aspect.den() : 1;
        if (ratio > MAX_PIXEL_ASPECT || ratio < 1 / MAX_PIXEL_ASPECT) {
            return stored;
        }
        return new PictureSize(Math.max(1, (int) Math.round(stored.width() * ratio)), stored.height());
    }

    public PictureSize displayedSize() {
        return orientation.displayed(squarePixelSize());
    }

    /** The duration that the header promises for the whole file; 0 if it promises none. */
    public double headerSeconds() {
        long duration = media.context().duration();
        boolean promised = media.context().duration_estimation_method() == AVFMT_DURATION_FROM_STREAM
                && duration != AV_NOPTS_VALUE;
        return promised ? (double) duration / AV_TIME_BASE : 0;
    }

    /** The header's frames a second; 0 if it gives none. */
    public double headerFrameRate() {
        AVRational rate = stream.avg_frame_rate().num() > 0 ? stream.avg_frame_rate() : stream.r_frame_rate();
        return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
    }

    /** Whether the container lists every frame ahead (an MP4 that is not fragmented), so that counting needs no reading. */
    public boolean hasCompleteIndex() {
        return media.container().startsWith("mov,") && stream.nb_frames() > 0;
    }

    @Override
    public void close() {
        media.close();
    }
}
