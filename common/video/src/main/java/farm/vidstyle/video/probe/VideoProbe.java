package farm.vidstyle.video.probe;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import farm.vidstyle.video.libav.Libav;
import farm.vidstyle.video.libav.LibavException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Says what a video file is, or refuses it. Frames are counted from the container's index, or by reading every packet where there is no
 * complete one; no picture is decoded beyond the first few that FFmpeg needs to know a stream's format.
 */
public final class VideoProbe {
    private static final double RATE_TOLERANCE =
            0.005; // Matroska rounds times to milliseconds: prefer the header's 30 to a counted 29.98

    private VideoProbe() {}

    /**
     * @throws VideoRefusedException if the file is not a video within the limits
     * @throws IOException if the file cannot be read
     */
    public static VideoInfo probe(Path file, Limits limits) throws IOException {
        try (OpenedVideo video = OpenedVideo.open(file, limits)) {
            AVStream stream = video.stream();
            String codec = avcodec_get_name(stream.codecpar().codec_id()).getString();
            if (avcodec_find_decoder(stream.codecpar().codec_id()) == null) {
                throw new VideoRefusedException(
                        Refusal.UNSUPPORTED_CODEC,
                        "the video is coded as " + codec
                                + ", which cannot be decoded; expected H.264, HEVC, VP8, VP9, AV1, MPEG-4 or another common codec");
            }
            Timeline timeline = video.hasCompleteIndex() ? fromIndex(video, Files.size(file)) : fromPackets(video);
            if (timeline.frames == 0 || timeline.seconds(video) <= 0) {
                throw new VideoRefusedException(
                        Refusal.ZERO_DURATION,
                        "the video has " + timeline.frames
                                + " frames and lasts 0 s; expected at least one frame that is shown for some time");
            }
            limits.checkSeconds(timeline.seconds(video));
            return new VideoInfo(
                    shortName(video.media().container()),
                    codec,
                    video.displayedSize(),
                    timeline.rate(video),
                    timeline.frames,
                    timeline.seconds(video),
                    video.media().audio().isPresent());
        }
    }

    private static Timeline fromIndex(OpenedVideo video, long fileBytes) {
        AVStream stream = video.stream();
        Timeline timeline = new Timeline();
        int entries = avformat_index_get_entries_count(stream);
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if (entry.pos() + entry.size() > fileBytes) {
                throw new VideoRefusedException(
                        Refusal.TRUNCATED,
                        "the header lists " + entries + " frames, but the file ends inside frame " + i + " at byte "
                                + fileBytes + "; expected " + (entry.pos() + entry.size()) + " bytes or more");
            }
            if ((entry.flags() & AVINDEX_DISCARD_FRAME) == 0) {
                timeline.add(entry.timestamp(), 0);
            }
        }
        return timeline;
    }

    private static Timeline fromPackets(OpenedVideo video) throws IOException {
        Timeline timeline = new Timeline();
        AVPacket packet = av_packet_alloc();
        try {
            while (video.media().read(packet)) {
                if (packet.stream_index() == video.stream().index() && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                    timeline.add(packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts(), packet.duration());
                    video.limits().checkFrames(timeline.frames);
                    video.limits()
                            .checkSeconds(Libav.seconds(
                                    timeline.last - timeline.first,
                                    video.stream().time_base()));
                }
                av_packet_unref(packet);
            }
        } catch (LibavException e) {
            throw new VideoRefusedException(
                    Refusal.CORRUPT,
                    "the container is damaged after frame " + timeline.frames + ": " + e.getMessage(),
                    e);
        } finally {
            av_packet_free(packet);
        }
        return timeline;
    }

    private static String shortName(String container) {
        String first = container.split(",", 2)[0];
        return first.equals("mov") ? "mp4" : first;
    }

    /** Frames and their times, in ticks of the stream. */
    private static final class Timeline {
        private long frames;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long end = Long.MIN_VALUE;

        void add(long ticks, long duration) {
            frames++;
            if (ticks != AV_NOPTS_VALUE) {
                first = Math.min(first, ticks);
                last = Math.max(last, ticks);
                end = Math.max(end, ticks + duration);
            }
        }

        double seconds(OpenedVideo video) {
            if (frames == 0 || last < first) {
                return 0;
            }
            double shown = Libav.seconds(end - first, video.stream().time_base());
            double span = Libav.seconds(last - first, video.stream().time_base());
            if (shown > span) {
                return shown;
            }
            return span + 1 / rate(video); // nobody says how long the last frame is shown: as long as the others
        }

        double rate(OpenedVideo video) {
            double header = video.headerFrameRate();
            double span = Libav.seconds(last - first, video.stream().time_base());
            double counted = frames > 1 && span > 0 ? (frames - 1) / span : header;
            return header > 0 && Math.abs(counted - header) <= RATE_TOLERANCE * header ? header : counted;
        }
    }
}
