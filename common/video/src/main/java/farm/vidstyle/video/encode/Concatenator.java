package farm.vidstyle.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;

import farm.vidstyle.video.libav.Libav;
import farm.vidstyle.video.libav.OutputMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Joins H.264 segments of equal parameters into one MP4 by copying their coded frames, with the index in front so that it plays while it
 * loads. Sound is copied if it is AAC and encoded as AAC otherwise; it ends with the pictures. Memory does not grow with the clip.
 */
public final class Concatenator {
    private static final Map<String, String> FAST_START = Map.of("movflags", "+faststart");

    private Concatenator() {}

    /** Joins without sound. */
    public static JoinedClip join(List<Path> segments, Path clip) throws IOException {
        try (SegmentPackets pictures = new SegmentPackets(segments)) {
            return copy(pictures, null, clip);
        }
    }

    /** Joins with the source's sound; a source without any gives a silent clip. */
    public static JoinedClip join(List<Path> segments, AudioSpan audio, Path clip) throws IOException {
        AudioTrack.Found found = AudioTrack.find(audio.source());
        double start = found.videoStartSeconds() + audio.startSeconds();
        return switch (found.kind()) {
            case NONE -> join(segments, clip);
            case AAC -> joinWith(segments, audio.source(), start, clip);
            case OTHER -> joinEncoded(segments, audio.source(), start, clip);
        };
    }

    private static JoinedClip joinEncoded(List<Path> segments, Path source, double start, Path clip)
            throws IOException {
        Path encoded = Files.createTempFile(clip.toAbsolutePath().getParent(), "audio", ".m4a");
        try {
            AudioTrack.encode(source, start, start + seconds(segments), encoded);
            return joinWith(segments, encoded, 0, clip);
        } finally {
            Files.delete(encoded);
        }
    }

    private static JoinedClip joinWith(List<Path> segments, Path sound, double start, Path clip) throws IOException {
        try (SegmentPackets pictures = new SegmentPackets(segments);
                AudioPackets audio = AudioPackets.open(sound, start)) {
            return copy(pictures, audio, clip);
        }
    }

    private static double seconds(List<Path> segments) throws IOException {
        AVPacket packet = av_packet_alloc();
        try (SegmentPackets pictures = new SegmentPackets(segments)) {
            while (pictures.read(packet)) {
                av_packet_unref(packet);
            }
            return Libav.seconds(pictures.ticks(), pictures.timeBase());
        } finally {
            av_packet_free(packet);
        }
    }

    private static JoinedClip copy(SegmentPackets pictures, @Nullable AudioPackets audio, Path clip)
            throws IOException {
        try (OutputMedia out = OutputMedia.create(clip, "mp4")) {
            Track video = new Track(out, pictures.stream(), pictures.timeBase());
            Optional<Track> sound = audio == null
                    ? Optional.empty()
                    : Optional.of(new Track(out, audio.stream(), audio.stream().time_base()));
            out.writeHeader(FAST_START);
            AVPacket picture = av_packet_alloc();
            AVPacket sample = av_packet_alloc();
            try {
                boolean hasSample = audio != null && audio.read(sample);
                boolean anySample = hasSample;
                while (pictures.read(picture)) {
                    while (hasSample && sound.orElseThrow().isBefore(sample, video, picture)) {
                        sound.orElseThrow().write(sample);
                        hasSample = audio.read(sample);
                    }
                    video.write(picture);
                }
                double seconds = Libav.seconds(pictures.ticks(), pictures.timeBase());
                while (hasSample && audio.seconds(sample) < seconds) {
                    sound.orElseThrow().write(sample);
                    hasSample = audio.read(sample);
                }
                out.finish();
                return new JoinedClip(pictures.frames(), seconds, anySample);
            } finally {
                av_packet_free(picture);
                av_packet_free(sample);
            }
        }
    }

    /** One stream on its way from an input to the clip. */
    private static final class Track {
        private final OutputMedia out;
        private final AVStream target;
        private final AVRational timeBase;

        Track(OutputMedia out, AVStream source, AVRational sourceTimeBase) throws IOException {
            this.out = out;
            target = out.addStream();
            timeBase = Libav.copy(sourceTimeBase);
            Libav.check(
                    avcodec_parameters_copy(target.codecpar(), source.codecpar()),
                    "cannot copy the stream's description");
            target.codecpar().codec_tag(0); // the containers' tags differ
            target.time_base(timeBase).avg_frame_rate(source.avg_frame_rate());
        }

        boolean isBefore(AVPacket mine, Track other, AVPacket theirs) {
            return av_compare_ts(mine.dts(), timeBase, theirs.dts(), other.timeBase) < 0;
        }

        void write(AVPacket packet) throws IOException {
            av_packet_rescale_ts(packet, timeBase, target.time_base());
            packet.stream_index(target.index()).pos(-1);
            out.write(packet);
        }
    }
}
