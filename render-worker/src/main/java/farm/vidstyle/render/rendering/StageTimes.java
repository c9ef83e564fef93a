package farm.vidstyle.render.rendering;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long the stages of a segment took. For one thread. */
final class StageTimes {
    /** Style, motion and W+ codes. */
    static final String DYNAMICS = "dynamics";

    /** Codes to pictures. */
    static final String DECODE = "decode";

    /** Pictures to H.264. */
    static final String ENCODE = "encode";

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /** Runs a part of a stage; its time is added to that of the stage's earlier parts. */
    <T> T time(String stage, Callable<T> part) throws Exception {
        long start = System.nanoTime();
        try {
            return part.call();
        } finally {
            seconds.merge(stage, (System.nanoTime() - start) / 1e9, Double::sum);
        }
    }

    Map<String, Double> seconds() {
        return Map.copyOf(seconds);
    }
}
