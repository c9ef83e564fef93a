package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every use of FFmpeg starts with: loading it once, its error codes, its log. */
public final class Libav {
    private static final Logger LOG = LoggerFactory.getLogger(Libav.class);
    private static final int MAX_RATE_TERM = 1_001_000; // large enough for 30000/1001 and its kin, exactly

    static {
        // JavaCPP refuses to allocate once the process is larger than a multiple of the Java heap; libtorch in the same
        // process always is.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
    }

    /** Kept here because FFmpeg holds only the native half of it. */
    private static final LogCallback TO_SLF4J = new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
            LOG.atDebug().addKeyValue("message", message.getString().strip()).log("ffmpeg");
        }
    };

    static {
        // FFmpeg is loud about hostile input, which is not our news: it speaks only to who asks for debug.
        av_log_set_level(LOG.isDebugEnabled() ? AV_LOG_WARNING : AV_LOG_QUIET);
        if (LOG.isDebugEnabled()) {
            setLogCallback(TO_SLF4J);
        }
    }

    private Libav() {}

    /** Loads FFmpeg's libraries; cheap after the first time. Whoever touches FFmpeg first in a class calls this. */
    public static void load() {
        // the static initialisers above have run when this returns
    }

    /** Returns the code of a call that succeeded, and throws for one that did not. */
    public static int check(int code, String what) throws LibavException {
        if (code < 0) {
            throw new LibavException(what, code);
        }
        return code;
    }

    static String describe(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** The fraction FFmpeg counts with; 29.97002997… becomes 30000/1001. */
    public static AVRational rate(double framesPerSecond) {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
            throw new IllegalArgumentException(
                    "frame rate is " + framesPerSecond + "; expected above 0 and up to 1000 frames a second");
        }
        return av_d2q(framesPerSecond, MAX_RATE_TERM);
    }

    public static AVRational inverse(AVRational q) {
        return new AVRational().num(q.den()).den(q.num());
    }

    /** A value of its own: FFmpeg's structures hand out views that die with them. */
    public static AVRational copy(AVRational q) {
        return new AVRational().num(q.num()).den(q.den());
    }

    public static double seconds(long ticks, AVRational timeBase) {
        return (double) ticks * timeBase.num() / timeBase.den();
    }

    /** Options as FFmpeg wants them; whoever passes them on frees what is left with {@code av_dict_free}. */
    static AVDictionary dictionary(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        return dictionary;
    }
}
