package farm.vidstyle.video.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import farm.vidstyle.video.libav.Libav;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Times of frames in seconds from the first one. A frame without a usable time comes one nominal interval after its predecessor. */
final class FrameClock {
    private static final double FALLBACK_RATE = 25;

    private final AVRational timeBase;
    private final double interval;
    private long firstTicks = AV_NOPTS_VALUE;
    private double last = -1;

    FrameClock(AVRational timeBase, double nominalRate) {
        this.timeBase = timeBase;
        interval = 1 / (nominalRate > 0 ? nominalRate : FALLBACK_RATE);
    }

    double seconds(AVFrame frame) {
        long ticks = frame.best_effort_timestamp();
        if (firstTicks == AV_NOPTS_VALUE) {
            firstTicks = ticks;
        }
        double seconds = ticks == AV_NOPTS_VALUE ? last + interval : Libav.seconds(ticks - firstTicks, timeBase);
        if (last < 0) {
            last = 0;
        } else {
            // the model solves forwards in time: equal or earlier times are errors of the file
            last = seconds > last ? seconds : last + interval;
        }
        return last;
    }
}
