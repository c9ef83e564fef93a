package farm.vidstyle.video.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import farm.vidstyle.video.libav.Libav;
import farm.vidstyle.video.libav.LibavException;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Keeps what the header promised beside what came. FFmpeg ends a truncated file without an error and conceals damaged pictures, so
 * only the comparison tells.
 */
final class DecodeHealth {
    private static final int FRAME_FLAG_CORRUPT = 1;
    private static final double MAX_DAMAGED_SHARE = 0.1; // a lost packet in a broadcast is no reason to refuse it
    private static final double MISSING_SECONDS_ALLOWED = 0.5; // headers round, and streams end at different times
    private static final double MISSING_SHARE_ALLOWED = 0.02;

    private final long promisedPackets;
    private final double promisedSeconds;
    private long packets;
    private long frames;
    private long damaged;
    private double firstSeconds = Double.MAX_VALUE;
    private double lastSeconds;

    /** A promise of 0 is none. */
    DecodeHealth(long promisedPackets, double promisedSeconds) {
        this.promisedPackets = promisedPackets;
        this.promisedSeconds = promisedSeconds;
    }

    void packet(AVStream stream, AVPacket packet, boolean ours) {
        if (ours) {
            packets++;
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            firstSeconds = Math.min(firstSeconds, Libav.seconds(packet.pts(), stream.time_base()));
            lastSeconds = Math.max(lastSeconds, Libav.seconds(packet.pts() + packet.duration(), stream.time_base()));
        }
    }

    void frame(AVFrame frame) {
        frames++;
        if (frame.decode_error_flags() != 0 || (frame.flags() & FRAME_FLAG_CORRUPT) != 0) {
            damaged++;
        }
    }

    void damaged() {
        damaged++;
    }

    long frames() {
        return frames;
    }

    void checkAtEnd() {
        if (packets < promisedPackets) {
            throw truncated(packets + " of " + promisedPackets + " coded frames are there");
        }
        double allowed = Math.max(MISSING_SECONDS_ALLOWED, MISSING_SHARE_ALLOWED * promisedSeconds);
        if (promisedPackets == 0
                && packets > 0
                && lastSeconds - Math.min(firstSeconds, 0) < promisedSeconds - allowed) {
            throw truncated("it ends after " + (float) lastSeconds + " of " + (float) promisedSeconds + " s");
        }
        if (packets == 0) {
            throw new VideoRefusedException(
                    Refusal.ZERO_DURATION, "the video stream has no frames; expected at least one");
        }
        if (frames == 0 || damaged > MAX_DAMAGED_SHARE * frames) {
            throw new VideoRefusedException(
                    Refusal.CORRUPT,
                    frames + " of " + packets + " frames could be decoded, " + damaged
                            + " times with damage; expected damage in at most " + Math.round(100 * MAX_DAMAGED_SHARE)
                            + " % of the frames");
        }
    }

    /** What an unreadable container means at this point. */
    VideoRefusedException unreadable(LibavException cause) {
        if (packets < promisedPackets) {
            return truncated(packets + " of " + promisedPackets + " coded frames are there, " + cause.getMessage());
        }
        return new VideoRefusedException(
                Refusal.CORRUPT, "the video is damaged after frame " + frames + ": " + cause.getMessage(), cause);
    }

    private static VideoRefusedException truncated(String what) {
        return new VideoRefusedException(
                Refusal.TRUNCATED, "the video is cut short: " + what + "; expected a complete file");
    }
}
